package org.guichet.portal.work;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.RequestPage;
import org.guichet.portal.shared.Words;
import org.guichet.work.Checklist;

/** What is to be done for the request whose page is open. */
@Named
@RequestScoped
public class ChecklistEditor {
  @Inject Checklist checklist;
  @Inject RequestPage page;
  @Inject WorkDesk desk;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String task = "";
  private String error = "";

  public void add() {
    error = Line.mistake(words, task, "checklist.missing", Checklist.LONGEST);
    if (!error.isEmpty()) {
      return;
    }
    try {
      checklist.add(viewer.get(), page.getNumber(), task);
      task = "";
      desk.refresh();
    } catch (IllegalArgumentException e) {
      error = words.of("checklist.tooMany", Checklist.MOST);
    }
  }

  public void tick(long item) {
    checklist.tick(viewer.get(), page.getNumber(), item, true);
    desk.refresh();
  }

  public void untick(long item) {
    checklist.tick(viewer.get(), page.getNumber(), item, false);
    desk.refresh();
  }

  public void up(long item) {
    checklist.move(viewer.get(), page.getNumber(), item, true);
    desk.refresh();
  }

  public void down(long item) {
    checklist.move(viewer.get(), page.getNumber(), item, false);
    desk.refresh();
  }

  public void remove(long item) {
    checklist.remove(viewer.get(), page.getNumber(), item);
    desk.refresh();
  }

  public String getTask() {
    return task;
  }

  public void setTask(String task) {
    this.task = task;
  }

  public String getError() {
    return error;
  }
}
