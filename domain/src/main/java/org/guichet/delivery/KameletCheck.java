package org.guichet.delivery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Looks whether a Kamelet that somebody brings keeps the contract of docs/connectors.md and does
 * nothing but talk to a system: it may use the components, languages and steps of these lists, and
 * neither run programs nor read this server's files nor make objects of classes.
 */
public final class KameletCheck {
  private static final Set<String> COMPONENTS =
      Set.of(
          "http",
          "https",
          "smtp",
          "smtps",
          "imap",
          "imaps",
          "pop3",
          "pop3s",
          "sftp",
          "ftp",
          "ftps",
          "aws2-s3",
          "aws2-sqs",
          "aws2-sns",
          "azure-storage-blob",
          "google-storage",
          "minio",
          "paho",
          "paho-mqtt5",
          "amqp",
          "kafka",
          "nats",
          "spring-rabbitmq",
          "slack",
          "telegram",
          "graphql",
          "salesforce",
          "servicenow",
          "jira",
          "dropbox",
          "log");

  /** Steps that call, decide and translate. */
  private static final Set<String> STEPS =
      Set.of(
          "bean",
          "choice",
          "convertBodyTo",
          "filter",
          "log",
          "loop",
          "marshal",
          "multicast",
          "pipeline",
          "removeBody",
          "removeHeader",
          "removeHeaders",
          "removeProperties",
          "removeProperty",
          "removeVariable",
          "setBody",
          "setHeader",
          "setHeaders",
          "setProperty",
          "setVariable",
          "setVariables",
          "split",
          "step",
          "stop",
          "to",
          "transform",
          "unmarshal",
          "validate");

  private static final Set<String> LANGUAGES =
      Set.of(
          "constant",
          "exchangeProperty",
          "header",
          "jq",
          "jsonpath",
          "method",
          "simple",
          "tokenize",
          "variable",
          "xpath",
          "xtokenize");

  private static final Set<String> OTHER_LANGUAGES =
      Set.of(
          "csimple",
          "datasonnet",
          "groovy",
          "hl7terser",
          "java",
          "joor",
          "js",
          "jython",
          "language",
          "mvel",
          "ognl",
          "python",
          "spel",
          "wasm",
          "xquery");

  private static final Set<String> BEANS =
      Set.of("attachments", "mailReader", "s3", "sftp", "signIns", "smtp", "webdav");

  /** What simple may name: no functions, no calls of methods. */
  private static final Pattern SIMPLE_NAME =
      Pattern.compile(
          "body|exchangeId|(exchangeProperty|header|variable)\\.[A-Za-z][A-Za-z0-9_-]*");

  private static final Pattern SIMPLE = Pattern.compile("\\$\\{([^}]*)}");

  /** Camel would read the server's environment, its properties or its secrets. */
  private static final Pattern FOREIGN_PLACEHOLDER = Pattern.compile("\\{\\{\\s*\\??[A-Za-z-]+:");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z0-9_-]+)[^}]*}}.*");

  private final KameletFile kamelet;
  private final Set<String> problems = new LinkedHashSet<>();

  private KameletCheck(KameletFile kamelet) {
    this.kamelet = kamelet;
  }

  /** What is wrong with it, each in one sentence; empty when it may be used. */
  public static List<String> problems(KameletFile kamelet) {
    KameletCheck check = new KameletCheck(kamelet);
    check.parts();
    check.verbs();
    check.walk(KameletFile.object(kamelet.spec().get("template")));
    return new ArrayList<>(check.problems);
  }

  private void parts() {
    if (!Set.of("action", "source", "sink").contains(kamelet.type())) {
      problems.add(
          "The label camel.apache.org/kamelet.type must be action, source or sink, not \""
              + kamelet.type()
              + "\".");
    }
    for (String text : List.of("title", "description")) {
      if (kamelet.definition().get(text) == null) {
        problems.add("The definition has no " + text + ".");
      }
    }
    kamelet
        .properties()
        .forEach(
            (name, schema) -> {
              for (String text : List.of("title", "type")) {
                if (schema.get(text) == null) {
                  problems.add("The property \"" + name + "\" has no " + text + ".");
                }
              }
              pattern(name, schema.get("pattern"));
            });
    kamelet.required().stream()
        .filter(name -> !kamelet.properties().containsKey(name))
        .forEach(name -> problems.add("The required property \"" + name + "\" is not described."));
  }

  private void pattern(String property, Object pattern) {
    try {
      if (pattern != null) {
        Pattern.compile(pattern.toString());
      }
    } catch (PatternSyntaxException e) {
      problems.add("The pattern of the property \"" + property + "\" is malformed.");
    }
  }

  private void verbs() {
    Map<String, Object> template = KameletFile.object(kamelet.spec().get("template"));
    if (template.isEmpty()) {
      problems.add("There is no template.");
      return;
    }
    if (template.containsKey("beans")) {
      problems.add("The template must not make beans.");
    }
    if (!kamelet.type().equals("action")) {
      return;
    }
    Object from = KameletFile.object(template.get("from")).get("uri");
    if (!"kamelet:source".equals(from)) {
      problems.add("An action begins with from: {uri: \"kamelet:source\"}.");
    }
    Stream.of("deliver", "probe", "find", "status")
        .filter(verb -> kamelet.givesReceipts() || !Set.of("find", "status").contains(verb))
        .filter(verb -> !kamelet.yaml().contains("exchangeProperty.Verb} == '" + verb + "'"))
        .forEach(verb -> problems.add("It does not answer the verb \"" + verb + "\"."));
  }

  private void walk(Object node) {
    if (node instanceof List<?> list) {
      list.forEach(this::walk);
    } else if (node instanceof Map) {
      KameletFile.object(node).forEach(this::look);
    } else if (node instanceof String text) {
      text(text);
    }
  }

  private void look(String key, Object value) {
    switch (key) {
      case "beans" -> {
        return; // said already
      }
      case "steps" -> steps(value);
      case "uri", "to" -> address(value);
      case "from" -> {
        if (value instanceof String) {
          address(value);
        }
      }
      case "simple" -> simple(expression(value));
      case "ref" -> bean(String.valueOf(value));
      case "bean" -> {
        if (value instanceof String name) {
          bean(name);
        }
      }
      case "logLanguage", "route", "errorHandler", "deadLetterUri" ->
          problems.add("\"" + key + "\" is not allowed.");
      case "beanType", "type" -> type(key, String.valueOf(value));
      default -> {
        if (OTHER_LANGUAGES.contains(key)) {
          problems.add("The language \"" + key + "\" is not allowed.");
        }
      }
    }
    if (key.equals("expression") && value instanceof Map) {
      KameletFile.object(value).keySet().stream()
          .filter(language -> !LANGUAGES.contains(language) && !language.matches("id|resultType"))
          .forEach(language -> problems.add("The language \"" + language + "\" is not allowed."));
    }
    if (!key.equals("simple")) {
      walk(value);
    }
  }

  private void steps(Object steps) {
    if (steps instanceof List<?> list) {
      list.stream()
          .flatMap(step -> KameletFile.object(step).keySet().stream())
          .filter(step -> !STEPS.contains(step))
          .forEach(step -> problems.add("The step \"" + step + "\" is not allowed."));
    }
  }

  private static String expression(Object value) {
    return value instanceof Map
        ? String.valueOf(KameletFile.object(value).get("expression"))
        : String.valueOf(value);
  }

  private void simple(String expression) {
    Matcher names = SIMPLE.matcher(expression);
    while (names.find()) {
      if (!SIMPLE_NAME.matcher(names.group(1)).matches()) {
        problems.add("\"${" + names.group(1) + "}\" is not allowed in simple: take jq.");
      }
    }
    if (expression.contains("$simple{")) {
      problems.add("\"$simple{\" is not allowed.");
    }
  }

  private void bean(String name) {
    if (!BEANS.contains(name)) {
      problems.add("The bean \"" + name + "\" is not one for connectors.");
    }
  }

  private void type(String key, String type) {
    if (key.equals("beanType") || type.startsWith("#") || type.contains(":")) {
      problems.add("A class is named where none is allowed: \"" + type + "\".");
    }
  }

  private void address(Object value) {
    if (!(value instanceof String uri)) {
      return; // its uri follows
    }
    if (uri.equals("kamelet:source") || uri.equals("kamelet:sink")) {
      return;
    }
    Matcher property = PLACEHOLDER.matcher(uri);
    if (property.matches()) {
      addressOf(property.group(1));
      return;
    }
    String scheme = uri.replaceFirst("[:?].*$", "").toLowerCase(Locale.ROOT);
    if (!COMPONENTS.contains(scheme)) {
      problems.add("The component \"" + scheme + "\" is not allowed.");
    }
  }

  /** An address that begins with a property may be anything, unless its pattern says http. */
  private void addressOf(String property) {
    String pattern =
        String.valueOf(kamelet.properties().getOrDefault(property, Map.of()).get("pattern"));
    if (!pattern.startsWith("^http") || pattern.contains("|")) {
      problems.add(
          "An address begins with the property \""
              + property
              + "\": its pattern must begin with ^http.");
    }
  }

  private void text(String text) {
    simple(text); // many places read ${…}, not only the language
    if (text.strip().startsWith("resource:")) {
      problems.add("A file is named where none is allowed: \"" + text + "\".");
    }
    if (FOREIGN_PLACEHOLDER.matcher(text).find()) {
      problems.add("Placeholders may name properties only, not \"" + text + "\".");
    }
    if (text.matches("(?s).*#(class|type|valueAs|property):.*")) {
      problems.add("A class is named where none is allowed: \"" + text + "\".");
    }
  }
}
