<#macro content>
<#if properties.helpUrl?has_content || properties.privacyUrl?has_content>
<footer class="small row row--wide">
  <#if properties.helpUrl?has_content><a href="${properties.helpUrl}">${msg("help")}</a></#if>
  <#if properties.privacyUrl?has_content><a href="${properties.privacyUrl}">${msg("privacy")}</a></#if>
</footer>
</#if>
</#macro>
