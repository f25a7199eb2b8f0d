<#import "template.ftl" as layout>
<#import "fields.ftl" as fields>
<#import "user-profile-commons.ftl" as userProfile>
<#import "register-commons.ftl" as registerCommons>
<@layout.registrationLayout displayMessage=messagesPerField.exists("global") displayRequiredFields=true; section>
<#if section = "header">
  <#if messageHeader??>${kcSanitize(msg("${messageHeader}"))?no_esc}<#else>${msg("registerTitle")}</#if>
<#elseif section = "form">
  <form class="gap--6" id="kc-register-form" action="${url.registrationAction}" method="post">
    <@userProfile.userProfileFormFields; callback, attribute>
      <#if callback = "afterField" && passwordRequired??
          && (attribute.name == "username" || (attribute.name == "email" && realm.registrationEmailAsUsername))>
        <#assign atLeast = (passwordPolicies.length??)?then(msg("passwordHint", passwordPolicies.length), "")>
        <@fields.password name="password" label=msg("password") autocomplete="new-password" fields=["password"] help=atLeast star=true/>
        <@fields.password name="password-confirm" label=msg("passwordConfirm") autocomplete="new-password" fields=["password-confirm"] star=true/>
      </#if>
    </@userProfile.userProfileFormFields>
    <@registerCommons.termsAcceptance/>
    <#if recaptchaRequired??>
    <div class="field"><div class="g-recaptcha" data-size="compact" data-sitekey="${recaptchaSiteKey}" data-action="${recaptchaAction}"></div></div>
    </#if>
    <@fields.submit label=msg("doRegister") id="kc-register" name="register"/>
  </form>
  <p class="small gap--6"><a href="${url.loginUrl}">${msg("backToLogin")}</a></p>
</#if>
</@layout.registrationLayout>
