package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.markdown.TaskBox;
import io.github.fleetmigrate.edit.markdown.TaskBoxes;
import io.github.fleetmigrate.edit.mentions.FileClass;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A person's own plan of the migration: living Markdown documents and plans with tasks that stand where the migration is
 * planned, or that name what is migrated to and that a phase knows. History and templates of issues are none.
 */
public final class PlanDocuments {
  private static final int LARGEST = 1_000_000;
  private static final int LONGEST_PLACE = 2_000;

  /** A longer list is generated, and nobody's plan. */
  private static final int MOST_BOXES = 2_000;
  private static final Pattern TEMPLATE =
      Pattern.compile("(^|/)\\.(github|gitlab|gitea|forgejo)/|template", Pattern.CASE_INSENSITIVE);

  private PlanDocuments() {}

  /**
   * A document with tasks of the plan.
   *
   * @param boxes every box of the document
   * @param own indexes of those that are tasks of the plan
   */
  public record Document(String path, TaskBoxes boxes, List<Integer> own) {
    public Document {
      own = List.copyOf(own);
    }

    /** The tasks of the plan, in the document's order. */
    public List<TaskBox> tasks() {
      return own.stream().map(boxes.all()::get).toList();
    }
  }

  /** All of them, sorted by path. */
  public static List<Document> of(RepoSnapshot files, Migration migration) {
    Patterns product = Patterns.of(migration.plan().product());
    Patterns places = Patterns.of(migration.plan().places());
    List<BoxWords> known =
        migration.phases().stream()
            .flatMap(p -> p.steps().stream())
            .flatMap(s -> s.action() instanceof Action.TickBoxes a ? a.boxes().stream() : Stream.empty())
            .map(BoxWords::of)
            .toList();
    List<Document> out = new ArrayList<>();
    for (String path : product.isEmpty() ? List.<String>of() : List.copyOf(files.paths())) {
      if (!isCandidate(path)) {
        continue;
      }
      String text =
          files
              .read(path)
              .filter(v -> v.content().length < LARGEST)
              .map(v -> SourceText.read(v.content()).text())
              .orElse("");
      if (!text.contains("] ") || !product.found(path) && !product.found(text)) {
        continue;
      }
      TaskBoxes boxes = TaskBoxes.of(text);
      if (boxes.all().size() > MOST_BOXES) {
        continue;
      }
      List<Integer> own =
          IntStream.range(0, boxes.all().size())
              .filter(i -> isOfPlan(path, boxes.all().get(i), product, places, known))
              .boxed()
              .toList();
      if (!own.isEmpty()) {
        out.add(new Document(path, boxes, own));
      }
    }
    return out;
  }

  private static boolean isCandidate(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    FileClass kind = FileClass.of(path);
    return (lower.endsWith(".md") || lower.endsWith(".markdown"))
        && (kind == FileClass.PLAN || kind == FileClass.DOCUMENT)
        && !TEMPLATE.matcher(path).find();
  }

  private static boolean isOfPlan(
      String path, TaskBox box, Patterns product, Patterns places, List<BoxWords> known) {
    String place = path + " " + String.join(" ", box.under());
    return place.length() <= LONGEST_PLACE && places.found(place)
        || known.stream().anyMatch(w -> w.mean(box)) && product.found(box.text());
  }
}
