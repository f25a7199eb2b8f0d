package org.guichet.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.stage.RequestStages;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Says what a rule would do to a request as it is now, and changes nothing. */
@ApplicationScoped
public class TryRule {
  private Jdbi jdbi;
  private RequestStages stages;

  protected TryRule() {}

  @Inject
  public TryRule(Jdbi jdbi, RequestStages stages) {
    this.jdbi = jdbi;
    this.stages = stages;
  }

  /**
   * What came out.
   *
   * @param plan null when the conditions do not hold, or it cannot be done
   * @param why what is in the way; null when nothing is
   * @param value see {@link Impossible#value}
   */
  public record Trial(String number, RuleFit fit, RulePlan plan, Impossible.Why why, String value)
      implements Serializable {}

  /**
   * Tries a rule that is kept.
   *
   * @throws NotVisible when there is no such request, or not for him
   * @throws RuleGone when somebody has removed the rule meanwhile
   */
  public Trial on(Viewer viewer, Rule rule, String number) {
    Rules.require(viewer);
    return jdbi.withHandle(handle -> look(handle, rule, number, find(handle, viewer, number)));
  }

  private Trial look(Handle handle, Rule rule, String number, UUID request) {
    RuleFit fit = RuleFit.of(handle, rule.id(), request);
    if (!fit.holds()) {
      return new Trial(number, fit, null, null, "");
    }
    try {
      RulePlan plan = new PlanRule(handle, stages, false).of(rule, request);
      return new Trial(number, fit, plan, null, "");
    } catch (Impossible e) {
      return new Trial(number, fit, null, e.why(), e.value());
    }
  }

  private static UUID find(Handle handle, Viewer viewer, String number) {
    Visibility desk = Visibility.atDesk(viewer);
    return desk.bind(
            handle
                .createQuery(
                    "select r.id from service_request r where r.number = :number and "
                        + desk.of("r"))
                .bind("number", number))
        .mapTo(UUID.class)
        .findOne()
        .orElseThrow(() -> new NotVisible("request", number));
  }
}
