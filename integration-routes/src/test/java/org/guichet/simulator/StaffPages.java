package org.guichet.simulator;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pages of one system, as its staff see them: plain HTML, forms that post and redirect. */
final class StaffPages {
  private static final int NEWEST = 200;

  private final CompanySystem system;

  StaffPages(CompanySystem system) {
    this.system = system;
  }

  void serve(Call call) throws IOException {
    try {
      if (call.depth() == 5 && system instanceof Storage storage) {
        download(call, storage);
      } else {
        call.send(answer(call));
      }
    } catch (Refusal refusal) {
      String words = "<h1>That did not work</h1><p>" + Html.escape(refusal.getMessage()) + "</p>";
      call.send(Answer.html(refusal.status(), frame("That did not work", words)));
    }
  }

  private Answer answer(Call call) throws IOException {
    if (call.depth() == 1) {
      return Answer.html(200, frame(system.title(), lists()));
    }
    if (call.segment(1).equals("knobs")) {
      KnobsPage knobs = new KnobsPage(system);
      if (call.isPost()) {
        knobs.turn(call.form());
        return Answer.seeOther(system.base() + "knobs");
      }
      return Answer.html(200, frame(system.title() + ": knobs", knobs.content()));
    }
    JsonObject record = system.get(kind(call.segment(1)), call.segment(2));
    if (call.isPost()) {
      system.setStatus(record.getString("id"), call.form());
      return Answer.seeOther(system.page(record));
    }
    RecordPage page = new RecordPage(system, record);
    return Answer.html(200, frame(page.title(), page.content()));
  }

  private void download(Call call, Storage storage) throws IOException {
    call.sendFile(
        storage.file(call.segment(2), call.segment(4)),
        Map.of(
            "Content-Type", "application/octet-stream",
            "Content-Disposition", "attachment",
            "Content-Security-Policy", "sandbox"));
  }

  private Kind kind(String plural) {
    return system.kinds().stream()
        .filter(kind -> kind.plural().equals(plural))
        .findFirst()
        .orElseThrow(() -> new Refusal(404, "There is no page at this address."));
  }

  private String lists() {
    return system.kinds().stream().map(this::list).collect(Collectors.joining());
  }

  private String list(Kind kind) {
    List<JsonObject> records = new ArrayList<>(system.search(kind, null));
    Collections.reverse(records);
    String title = kind.title();
    if (records.isEmpty()) {
      return "<h1>%s</h1><p class=\"card faint\">Nothing here yet.</p>".formatted(title);
    }
    return """
        <h1>%s <span class="faint">%s</span></h1>
        <table class="card">
        <thead><tr><th>Number</th><th>What</th><th>Reference</th><th>Status</th><th>Changed</th></tr></thead>
        <tbody>%s</tbody>
        </table>
        """
        .formatted(
            title,
            records.size() > NEWEST ? "newest " + NEWEST + " of " + records.size() : records.size(),
            records.stream().limit(NEWEST).map(this::row).collect(Collectors.joining()));
  }

  private String row(JsonObject record) {
    return """
        <tr><td>%s</td><td class="what">%s</td><td class="mono">%s</td><td>%s</td><td>%s</td></tr>
        """
        .formatted(
            Html.link(system.page(record), record.getString("id")),
            Html.escape(system.summary(record)),
            Html.escape(CompanySystem.reference(record)),
            Html.status(record.getString("status")),
            Html.time(record.getString("changedAt")));
  }

  private String frame(String title, String content) {
    String header =
        """
        <a class="name" href="%s">%s</a><nav><a href="%1$s">Records</a><a href="%1$sknobs">Knobs</a>\
        <a href="/">Other systems</a></nav>
        """
            .formatted(system.base(), system.title());
    return Html.page(system.id(), title, header, warning() + content);
  }

  private String warning() {
    Fault fault = system.fault();
    return fault == Fault.NONE
        ? ""
        : """
        <p class="say"><strong>Misbehaves for another %d s.</strong> %s. <a href="%sknobs">Knobs</a></p>
        """
            .formatted(fault.secondsLeft(), Fault.MODES.get(fault.mode()), system.base());
  }
}
