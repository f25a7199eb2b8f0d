package org.guichet.portal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.portal.shared.FixedReader;
import org.guichet.portal.shared.SomebodyLooks;
import org.guichet.portal.shared.Words;
import org.guichet.request.Submission;
import org.guichet.rule.RuleDraft;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RulesPageIT {
  private TestDomain domain;
  private Viewer sofia;

  @BeforeEach
  void start() {
    domain = TestDomain.start();
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  @Test
  void aRuleThatSomebodyRemovedMeanwhileIsSaidToBeGone() {
    String number =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    domain.viewer("camille", Role.CUSTOMER),
                    new Submission(
                        "device-repair",
                        Map.of("device", "Laptop", "description", "It fell"),
                        UUID.randomUUID())));
    run(() -> domain.keepRules.save(sofia, tagging()));
    long rule = domain.rules.all(sofia).get(0).id();
    RulesPage page = page(rule);
    run(() -> domain.keepRules.remove(sofia, rule));

    page.setNumber("R-1");
    page.tryIt();
    assertThat(page.getTrial()).isEqualTo("There is no request “R-1”.");
    page.setNumber(number);
    page.tryIt();
    assertThat(page.getTrial()).isEqualTo("Somebody has removed this rule in the meantime.");
  }

  private static RuleDraft tagging() {
    return new RuleDraft(
        null,
        0,
        "Tag",
        "request.submitted",
        true,
        false,
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "tag",
        "",
        "");
  }

  private RulesPage page(long rule) {
    RulesPage page = new RulesPage();
    page.rules = domain.rules;
    page.ruleRuns = domain.ruleRuns;
    page.tryRule = domain.tryRule;
    page.ruleForm = new RuleForm();
    page.viewer = new SomebodyLooks(sofia);
    page.words = new Words(new FixedReader("en", ZoneOffset.UTC));
    page.setSelected(Long.toString(rule));
    page.load();
    return page;
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }
}
