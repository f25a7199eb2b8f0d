<#import "template.ftl" as layout>
<#import "fields.ftl" as fields>
<#import "passkeys.ftl" as passkeys>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("username") displayInfo=true; section>
<#if section = "header">
  ${msg("loginAccountTitle")}
<#elseif section = "form">
  <p class="sub">${msg("loginIntro")}</p>
  <#if realm.password>
  <form class="gap--6" id="kc-form-login" action="${url.loginAction}" method="post">
    <#if !usernameHidden??><@fields.username value=(login.username!"") passkey=enableWebAuthnConditionalUI?has_content/></#if>
    <@fields.submit msg("doContinue")/>
  </form>
  </#if>
  <@passkeys.conditionalUIData/>
<#elseif section = "info">
  <@fields.registration/>
<#elseif section = "socialProviders">
  <@fields.providers/>
</#if>
</@layout.registrationLayout>
