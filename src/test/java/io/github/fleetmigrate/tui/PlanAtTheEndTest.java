package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.tui.model.Key.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last stop shows the person's own plan. */
class PlanAtTheEndTest {

  @Test
  void whatIsTickedAndWhatIsLeftIsShownWithItsPlace() {
    String screen =
        screen(
            List.of(
                new Survey.Task("docs/plan.md", 7, "Install the fleet CLI", true),
                new Survey.Task("docs/plan.md", 9, "Write \u001b[31mit up", false)));
    List<String> lines = screen.lines().map(l -> l.substring(l.indexOf('\u2502') + 1).strip()).toList();
    int title = lines.indexOf("Your plan  1 of 2 boxes ticked");
    assertTrue(title > 0, screen);
    assertEquals("\u2713 docs/plan.md:7 Install the fleet CLI", lines.get(title + 1).replaceAll(" +", " "));
    assertTrue(lines.get(title + 2).startsWith("\u00b7 docs/plan.md:9"), screen);
    assertFalse(screen.contains("\u001b"), screen);
  }

  @Test
  void withoutAPlanNothingIsSaidOfOne() {
    assertFalse(screen(List.of()).contains("Your plan"));
  }

  private static String screen(List<Survey.Task> tasks) {
    Survey all = Wizards.survey(5, true);
    Survey survey =
        new Survey(
            all.migration(),
            all.repository(),
            all.flake(),
            all.hosts(),
            all.nodes(),
            all.findings(),
            all.steps(),
            all.decisions(),
            all.status(),
            tasks,
            all.missing());
    return Played.on(
            (command, events, cancellation) -> {
              events.accept(new EngineEvent.Surveyed(survey));
              events.accept(new EngineEvent.Finished(ExitStatus.DONE, "done"));
              return ExitStatus.DONE;
            })
        .press(Name.TAB, Name.TAB)
        .frame(100, 50)
        .text();
  }
}
