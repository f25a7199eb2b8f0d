<#import "footer.ftl" as loginFooter>
<#-- The frame of every page. Keycloak's own pages call this macro too: name and parameters are theirs. -->
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<#assign knownUser = auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
<#assign heading><#nested "header"></#assign>
<#assign title = heading?markup_string?replace("<[^>]*>", "", "r")?trim>
<#if !title?has_content><#assign title = msg("loginAccountTitle")></#if>
<#assign company = ((realm.displayName!"") != realm.name)?then(realm.displayName!"", "")>
<!DOCTYPE html>
<html lang="${lang}"<#if realm.internationalizationEnabled> dir="${(locale.rtl)?then('rtl', 'ltr')}"</#if>>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex, nofollow">
  <title>${title?no_esc} · Guichet<#if company?has_content>, ${company}</#if></title>
  <link rel="icon" href="${url.resourcesPath}/img/mark.svg" type="image/svg+xml">
  <#list properties.styles?split(" ") as style>
  <link rel="stylesheet" href="${url.resourcesPath}/${style}">
  </#list>
  <script type="importmap">{"imports": {"rfc4648": "${url.resourcesCommonPath}/vendor/rfc4648/rfc4648.js"}}</script>
  <script type="module" src="${url.resourcesPath}/js/login.js"></script>
  <#if scripts??><#list scripts as script>
  <script src="${script}"></script>
  </#list></#if>
  <script type="module">
    <#outputformat "JavaScript">
    import { startSessionPolling } from ${(url.resourcesPath + "/js/authChecker.js")?c};
    startSessionPolling(${url.ssoLoginInOtherTabsUrl?c});
    </#outputformat>
  </script>
  <#if authenticationSession??>
  <script type="module">
    <#outputformat "JavaScript">
    import { checkAuthSession } from ${(url.resourcesPath + "/js/authChecker.js")?c};
    checkAuthSession(${authenticationSession.authSessionIdHash?c});
    </#outputformat>
  </script>
  </#if>
</head>
<body data-page-id="login-${pageId}">
<div class="login">
  <div class="login__form">
    <header class="row">
      <@brand company/>
      <#if realm.internationalizationEnabled && locale.supported?size gt 1>
      <nav class="end small row row--wide" id="kc-locale" aria-label="${msg("languages")}">
        <#list locale.supported?filter(l -> l.languageTag != locale.currentLanguageTag) as l>
        <a href="${l.url}" lang="${l.languageTag}" hreflang="${l.languageTag}">${l.label}</a>
        </#list>
      </nav>
      </#if>
    </header>
    <main class="login__box" id="kc-content">
      <h1 id="kc-page-title">${title?no_esc}</h1>
      <#if knownUser>
      <#nested "show-username">
      <p class="who" id="kc-username"><span id="kc-attempted-username">${auth.attemptedUsername}</span>
        <a class="small" id="reset-login" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a></p>
      </#if>
      <#if displayRequiredFields><p class="sub small">${msg("requiredFieldsHint")}</p></#if>
      <#-- An action that the person asked for must not warn that it is needed. -->
      <#if displayMessage && message?has_content && (message.type != "warning" || !isAppInitiatedAction??)>
      <@say message.type>${kcSanitize(message.summary)?no_esc}</@say>
      </#if>
      <#nested "form">
      <#if auth?has_content && auth.showTryAnotherWayLink()>
      <form class="gap" id="kc-select-try-another-way-form" action="${url.loginAction}" method="post">
        <button class="link" type="submit" name="tryAnotherWay" value="on" id="try-another-way">${msg("doTryAnotherWay")}</button>
      </form>
      </#if>
      <#if switchOrganizationEnabled?? && switchOrganizationEnabled>
      <form class="gap" id="kc-switch-organization-form" action="${url.loginAction}" method="post">
        <button class="link" type="submit" name="switchOrganization" value="true" id="switch-organization">${msg("doSwitchOrganization")}</button>
      </form>
      </#if>
      <#nested "socialProviders">
      <#if displayInfo><div class="small sub gap--6" id="kc-info"><#nested "info"></div></#if>
    </main>
    <@loginFooter.content/>
  </div>
  <div class="login__art"></div>
</div>
</body>
</html>
</#macro>

<#macro brand company>
<#assign home = (client.baseUrl)!"">
<${home?has_content?then("a", "span")} class="brand"<#if home?has_content> href="${home}"</#if>>
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path class="a" d="M5 26V14a11 11 0 0 1 22 0v12h-3.6V14a7.4 7.4 0 0 0-14.8 0v12z"/><path class="b" d="M11 22.6a5 5 0 0 1 10 0zM15.2 15.6a.8.8 0 0 1 1.6 0v1.2h-1.6z"/><rect class="a" x="2" y="24.4" width="28" height="4" rx="2"/></svg>
  <span>Guichet</span><#if company?has_content><small>${company}</small></#if>
</${home?has_content?then("a", "span")}>
</#macro>

<#-- A message of the whole page: type is one of Keycloak's error, warning, success, info. -->
<#macro say type>
<#assign icon = {"error": "stop", "warning": "warn", "success": "check"}[type]!"info">
<div class="say say--${type}" role="${(type == "error")?then("alert", "status")}">
  <@sign icon/>
  <p class="kc-feedback-text"><#nested></p>
</div>
</#macro>

<#macro sign name>
<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><use href="${url.resourcesPath}/img/icons.svg#i-${name}"/></svg>
</#macro>
