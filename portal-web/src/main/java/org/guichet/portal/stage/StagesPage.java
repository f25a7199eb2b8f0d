package org.guichet.portal.stage;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.guichet.access.NotVisible;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.stage.Refused;
import org.guichet.stage.ServiceStages;
import org.guichet.stage.StagesOfServices;
import org.guichet.stage.StagesOfServices.Line;
import org.guichet.stage.StagesOfServices.Row;

/** The services, and the stages of the one that is looked at. */
@Named
@ViewScoped
public class StagesPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject StagesOfServices stagesOfServices;
  @Inject ServiceStages serviceStages;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;
  @Inject Words words;
  @Inject StageForm stageForm;

  private String service = "";
  private String stage = "";
  private List<Row> services = List.of();
  private List<Line> lines = List.of();
  private String notice = "";

  public void load() {
    refresh();
    if (isServiceOpen()) {
      services.stream()
          .filter(row -> row.key().equals(service))
          .findFirst()
          .orElseThrow(() -> new NotVisible("service", service));
      stageForm.load(service, stage);
    }
  }

  /** Reads both lists as they are now. */
  public void refresh() {
    services = stagesOfServices.all(viewer.get());
    lines = isServiceOpen() ? stagesOfServices.of(viewer.get(), service) : List.of();
  }

  public void up(Line line) {
    act(() -> serviceStages.move(viewer.get(), service, line.id(), true));
  }

  public void down(Line line) {
    act(() -> serviceStages.move(viewer.get(), service, line.id(), false));
  }

  public void remove(Line line) {
    act(() -> serviceStages.remove(viewer.get(), service, line.id()));
  }

  private void act(Runnable change) {
    notice = "";
    try {
      change.run();
    } catch (Refused refused) {
      notice = words.of("stages.wrong." + refused.problems().get(0).what());
    }
    refresh();
    stageForm.load(service, "");
  }

  public boolean isServiceOpen() {
    return service != null && !service.isEmpty();
  }

  /** Name of the service that is looked at. */
  public String getServiceName() {
    return services.stream()
        .filter(row -> row.key().equals(service))
        .map(row -> row.names().in(reader.getLocale()))
        .findFirst()
        .orElse("");
  }

  public List<Row> getServices() {
    return services;
  }

  public List<Line> getLines() {
    return lines;
  }

  /** Why nothing was moved; empty when it was. */
  public String getNotice() {
    return notice;
  }

  public String getService() {
    return service;
  }

  public void setService(String service) {
    this.service = service;
  }

  public String getStage() {
    return stage;
  }

  public void setStage(String stage) {
    this.stage = stage;
  }
}
