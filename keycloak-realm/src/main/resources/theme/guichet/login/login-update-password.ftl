<#import "template.ftl" as layout>
<#import "fields.ftl" as fields>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("password", "password-confirm"); section>
<#if section = "header">
  ${msg("updatePasswordTitle")}
<#elseif section = "form">
  <form class="gap--6" id="kc-passwd-update-form" action="${url.loginAction}" method="post">
    <@fields.knownName/>
    <#assign atLeast = (passwordPolicies.length??)?then(msg("passwordHint", passwordPolicies.length), "")>
    <@fields.password name="password-new" label=msg("passwordNew") autocomplete="new-password" fields=["password"] focus=true help=atLeast/>
    <@fields.password name="password-confirm" label=msg("passwordConfirm") autocomplete="new-password" fields=["password-confirm"]/>
    <div class="field"><label class="check"><input type="checkbox" id="logout-sessions" name="logout-sessions" value="on"> ${msg("logoutOtherSessions")}</label></div>
    <@fields.submit msg("savePassword")/>
    <#if isAppInitiatedAction??>
    <div class="field"><button class="btn btn--full" type="submit" name="cancel-aia" value="true" formnovalidate>${msg("doCancel")}</button></div>
    </#if>
  </form>
</#if>
</@layout.registrationLayout>
