<#import "template.ftl" as layout>
<#import "fields.ftl" as fields>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("password"); section>
<#if section = "header">
  ${msg("passwordTitle")}
<#elseif section = "form">
  <form class="gap--6" id="kc-form-login" action="${url.loginAction}" method="post">
    <@fields.knownName/>
    <@fields.password name="password" label=msg("password") autocomplete="current-password" fields=["password"] focus=true>
      <#if realm.resetPasswordAllowed><a class="small" href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></#if>
    </@fields.password>
    <@fields.submit msg("doLogIn")/>
  </form>
</#if>
</@layout.registrationLayout>
