<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">
  ${msg("errorTitle")}
<#elseif section = "form">
  <@layout.say "error">${kcSanitize(message.summary)?no_esc}</@layout.say>
  <#if traceId??><p class="small faint gap" id="traceId">${msg("traceIdSupportMessage", traceId)}</p></#if>
  <#if !skipLink?? && (client.baseUrl)?has_content>
  <p class="gap--6"><a class="btn btn--full" id="backToApplication" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
  </#if>
</#if>
</@layout.registrationLayout>
