<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
<#if section = "header">
  ${msg("pageExpiredTitle")}
<#elseif section = "form">
  <p class="sub">${msg("pageExpiredHint")}</p>
  <p class="gap--6"><a class="btn btn--primary btn--full" id="loginContinueLink" href="${url.loginAction}">${msg("doContinue")}</a></p>
  <p class="gap"><a class="btn btn--full" id="loginRestartLink" href="${url.loginRestartFlowUrl}">${msg("startAgain")}</a></p>
</#if>
</@layout.registrationLayout>
