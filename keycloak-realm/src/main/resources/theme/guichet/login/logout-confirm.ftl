<#import "template.ftl" as layout>
<#import "fields.ftl" as fields>
<@layout.registrationLayout; section>
<#if section = "header">
  ${msg("logoutConfirmTitle")}
<#elseif section = "form">
  <p class="sub">${msg("logoutConfirmHeader")}</p>
  <form class="gap--6" action="${url.logoutConfirmAction}" method="post">
    <input type="hidden" name="session_code" value="${logoutConfirm.code}">
    <@fields.submit label=msg("doLogout") id="kc-logout" name="confirmLogout"/>
  </form>
  <#if !logoutConfirm.skipLink && (client.baseUrl)?has_content>
  <p class="gap"><a class="btn btn--full" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
  </#if>
</#if>
</@layout.registrationLayout>
