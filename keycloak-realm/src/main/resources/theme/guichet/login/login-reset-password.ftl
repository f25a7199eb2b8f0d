<#import "template.ftl" as layout>
<#import "fields.ftl" as fields>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username"); section>
<#if section = "header">
  ${msg("emailForgotTitle")}
<#elseif section = "form">
  <p class="sub">${msg("emailInstruction")}</p>
  <form class="gap--6" id="kc-reset-password-form" action="${url.loginAction}" method="post">
    <@fields.username value=(auth.attemptedUsername!"")/>
    <@fields.submit label=msg("sendLink") id="kc-reset"/>
  </form>
  <p class="small gap--6"><a href="${url.loginUrl}">${msg("backToLogin")}</a></p>
</#if>
</@layout.registrationLayout>
