package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.markdown.TaskBox;
import io.github.fleetmigrate.edit.mentions.FileClass;
import io.github.fleetmigrate.edit.mentions.MentionScanner;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Finding.Severity;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Everything a person should know of a repository: what follows from the facts, and what stands in the files. */
public final class Findings {
  private static final int LARGEST = 1_000_000;
  private final PlanContext context;
  private final RepoSnapshot files;
  private final Function<String, String> resources;

  /**
   * @param resources text of the files that the migration's steps name
   */
  public Findings(PlanContext context, RepoSnapshot files, Function<String, String> resources) {
    this.context = context;
    this.files = files;
    this.resources = resources;
  }

  public List<Finding> all() {
    boolean full = "full".equals(context.values().get("strategy"));
    List<Finding> out = new ArrayList<>(new FleetFindings(context, full, files).all());
    out.addAll(new NodeFindings(context.facts()).all());
    files.read("flake.nix").map(FileVersion::text).ifPresent(text -> out.addAll(new FlakeFindings(text).all()));
    out.addAll(new FileFindings(files).all());
    plans(out);
    out.addAll(new CommandFindings(context, files, resources).all());
    mentions(out);
    return out;
  }

  /** The offer to tick the person's own plan, where there is one. */
  private void plans(List<Finding> out) {
    for (PlanDocuments.Document plan : PlanDocuments.of(files, context.migration())) {
      List<TaskBox> open = plan.tasks().stream().filter(t -> !t.ticked()).toList();
      if (!open.isEmpty()) {
        boolean ticks = !Boolean.FALSE.equals(context.values().get("tickPlan"));
        out.add(
            new Finding(
                "plan.boxes",
                Severity.INFO,
                null,
                plan.path() + ":" + open.get(0).line(),
                plan.path() + " is a plan of this migration: " + open.size() + " of " + plan.own().size()
                    + " boxes open",
                ticks
                    ? "each phase ticks what it does, in its own diff and commit; answer tickPlan: false to do that by hand"
                    : "tick them by hand; with the answer tickPlan: true each phase ticks what it does"));
      }
    }
  }

  private void mentions(List<Finding> out) {
    MentionScanner scanner = new MentionScanner(List.of("deploy-rs", "deploy .#", "fleet.sh"));
    int living = 0;
    int history = 0;
    for (String path : files.paths()) {
      FileClass kind = FileClass.of(path);
      if (kind == FileClass.SECRET || kind == FileClass.LOCK) {
        continue;
      }
      boolean mentions =
          files
              .read(path)
              .filter(v -> v.content().length < LARGEST)
              .map(v -> !scanner.lines(SourceText.read(v.content()).text()).isEmpty())
              .orElse(false);
      if (mentions && kind == FileClass.HISTORY) {
        history++;
      } else if (mentions) {
        living++;
      }
    }
    if (living + history > 0) {
      out.add(
          new Finding(
              "mentions",
              Severity.INFO,
              null,
              null,
              living + " living files and " + history + " of history mention deploy-rs or fleet.sh",
              "phase 4 rewrites commands in the justfile and in living documents, and lists every mention that stays"));
    }
  }
}
