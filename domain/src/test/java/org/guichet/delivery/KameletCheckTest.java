package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may bring, and what not. Each refused one stands for a way out of the fence. */
class KameletCheckTest {

  static String kamelet(String step) {
    return """
    apiVersion: camel.apache.org/v1
    kind: Kamelet
    metadata:
      name: tried-action
      annotations: {guichet.org/receipt: none}
      labels: {camel.apache.org/kamelet.type: action}
    spec:
      definition:
        title: Tried
        description: For a test.
        required: [baseUrl]
        properties:
          baseUrl: {title: Base URL, type: string, pattern: "^https?://.+"}
          anything: {title: Anything, type: string}
      template:
        from:
          uri: kamelet:source
          steps:
            - removeHeaders: {pattern: "*"}
            - choice:
                when:
                  - expression: {simple: {expression: "${exchangeProperty.Verb} == 'deliver'"}}
                    steps:
                      - to: {uri: "{{baseUrl}}/things"}
                  - expression: {simple: {expression: "${exchangeProperty.Verb} == 'probe'"}}
                    steps:
                      - setBody: {expression: {jq: {expression: "{a: {b: 1}}", resultType: java.lang.String}}}
            - STEP
    """
        .replace("STEP", step);
  }

  private static java.util.List<String> problems(String step) {
    return KameletCheck.problems(KameletFile.parse(kamelet(step)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stop: {}",
        "to: {uri: \"https:api.example\"}",
        "setBody: {expression: {method: {ref: attachments, method: \"open(${exchangeProperty.id})\"}}}",
        "bean: {ref: signIns, method: \"keep('{{connectorId}}', ${exchangeProperty.session})\"}",
        "setBody: {expression: {simple: {expression: \"${body} ${header.CamelHttpResponseCode}\"}}}"
      })
  void takesWhatTalksToASystem(String step) {
    assertThat(problems(step)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to: {uri: \"exec:rm\"} | The component \"exec\" is not allowed.",
        "to: \"file:/etc\" | The component \"file\" is not allowed.",
        "to: {uri: \"EXEC:rm\"} | The component \"exec\" is not allowed.",
        "to: {uri: \"bean:attachments\"} | The component \"bean\" is not allowed.",
        "to: {uri: \"language:groovy:1\"} | The component \"language\" is not allowed.",
        "to: {uri: \"direct:helpdesk-v1\"} | The component \"direct\" is not allowed.",
        "to: {uri: \"{{anything}}\"} | An address begins with the property \"anything\": its pattern must begin with ^http.",
        "to: {uri: \"{{unknown}}:x\"} | An address begins with the property \"unknown\": its pattern must begin with ^http.",
        "toD: {uri: \"https:x\"} | The step \"toD\" is not allowed.",
        "script: {expression: {simple: {expression: x}}} | The step \"script\" is not allowed.",
        "process: {ref: attachments} | The step \"process\" is not allowed.",
        "setBody: {expression: {groovy: {expression: \"1\"}}} | The language \"groovy\" is not allowed.",
        "setBody: {groovy: \"1\"} | The language \"groovy\" is not allowed.",
        "setBody: {expression: {spel: {expression: \"1\"}}} | The language \"spel\" is not allowed.",
        "setBody: {expression: {language: {language: groovy, expression: \"1\"}}} | The language \"language\" is not allowed.",
        "setBody: {simple: \"${bean:secrets}\"} | \"${bean:secrets}\" is not allowed in simple: take jq.",
        "setBody: {expression: {simple: {expression: \"${body.class.name}\"}}} | \"${body.class.name}\" is not allowed in simple: take jq.",
        "setBody: {expression: {simple: {expression: \"${camelContext.stop}\"}}} | \"${camelContext.stop}\" is not allowed in simple: take jq.",
        "setBody: {expression: {simple: {expression: \"${env.PATH}\"}}} | \"${env.PATH}\" is not allowed in simple: take jq.",
        "bean: {ref: secrets, method: get} | The bean \"secrets\" is not one for connectors.",
        "bean: java.lang.Runtime | The bean \"java.lang.Runtime\" is not one for connectors.",
        "log: \"${env.PATH}\" | \"${env.PATH}\" is not allowed in simple: take jq.",
        "log: {message: x, logLanguage: groovy} | \"logLanguage\" is not allowed.",
        "setBody: {constant: \"resource:file:/etc/passwd\"} | A file is named where none is allowed: \"resource:file:/etc/passwd\".",
        "bean: {beanType: java.lang.Runtime} | A class is named where none is allowed: \"java.lang.Runtime\".",
        "to: {uri: \"https:x\", parameters: {sslContextParameters: \"#class:x.Y\"}} | A class is named where none is allowed: \"#class:x.Y\".",
        "setBody: {expression: {constant: {expression: \"{{env:PATH}}\"}}} | Placeholders may name properties only, not \"{{env:PATH}}\".",
        "setBody: {expression: {constant: {expression: \"{{secret:crm-client}}\"}}} | Placeholders may name properties only, not \"{{secret:crm-client}}\"."
      })
  void refusesWhatDoesMore(String step, String problem) {
    assertThat(problems(step)).contains(problem);
  }

  @Test
  void saysWhatIsMissing() {
    String yaml =
        kamelet("stop: {}")
            .replace("title: Tried", "x: y")
            .replace("kamelet.type: action", "kamelet.type: thing")
            .replace("required: [baseUrl]", "required: [baseUrl, nobody]")
            .replace("^https?://.+", "^https?://(");
    assertThat(KameletCheck.problems(KameletFile.parse(yaml)))
        .containsExactlyInAnyOrder(
            "The label camel.apache.org/kamelet.type must be action, source or sink, not \"thing\".",
            "The definition has no title.",
            "The pattern of the property \"baseUrl\" is malformed.",
            "The required property \"nobody\" is not described.");
  }

  @Test
  void aSystemThatNamesItsRecordsIsAskedForThem() {
    String yaml = kamelet("stop: {}").replace("guichet.org/receipt: none", "");
    assertThat(KameletCheck.problems(KameletFile.parse(yaml)))
        .containsExactly(
            "It does not answer the verb \"find\".", "It does not answer the verb \"status\".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [1 | The file is no YAML: ",
        "just text | The file is no Kamelet: ",
        "kind: Pod | The file is no Kamelet: "
      })
  void saysWhyAFileIsNone(String yaml, String sentence) {
    assertThatThrownBy(() -> KameletFile.parse(yaml))
        .isInstanceOf(KameletFile.Malformed.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void aNameIsNoPath() {
    assertThatThrownBy(
            () -> KameletFile.parse(kamelet("stop: {}").replace("tried-action", "../tried")))
        .hasMessage("The name \"../tried\" must be small letters and digits with single hyphens.");
  }

  @Test
  void aBombOfAliasesIsNoYaml() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> KameletFile.parse(bomb.toString()))
        .isInstanceOf(KameletFile.Malformed.class);
  }
}
