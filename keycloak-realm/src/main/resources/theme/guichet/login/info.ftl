<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">
  <#if messageHeader??>${kcSanitize(msg("${messageHeader}"))?no_esc}<#else>${message.summary}</#if>
<#elseif section = "form">
  <#if messageHeader?? || requiredActions??>
  <p class="sub" id="kc-info-message">${message.summary}<#if requiredActions??><#list requiredActions>: <#items as action>${kcSanitize(msg("requiredAction.${action}"))?no_esc}<#sep>, </#items></#list></#if></p>
  </#if>
  <#if !skipLink??>
  <#if pageRedirectUri?has_content>
  <p class="gap--6"><a class="btn btn--full" href="${pageRedirectUri}">${msg("backToApplication")}</a></p>
  <#elseif actionUri?has_content>
  <p class="gap--6"><a class="btn btn--primary btn--full" href="${actionUri}">${msg("proceedWithAction")}</a></p>
  <#elseif (client.baseUrl)?has_content>
  <p class="gap--6"><a class="btn btn--full" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
  </#if>
  </#if>
</#if>
</@layout.registrationLayout>
