package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.tui.view.WizardOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The editor that VISUAL or EDITOR names, else vi; it gets the terminal while it runs. */
final class OwnEditor implements WizardOptions.Editor {
  private final Map<String, String> environment;

  OwnEditor(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Optional<String> edit(String name, String text) throws IOException {
    Path folder = Files.createTempDirectory("fleet-migrate-edit-");
    Path file = folder.resolve(Path.of(name).getFileName().toString());
    try {
      Files.writeString(file, text);
      String editor = environment.getOrDefault("VISUAL", environment.getOrDefault("EDITOR", "vi"));
      List<String> call = new ArrayList<>(List.of(editor.strip().split("\\s+")));
      call.add(file.toString());
      if (new ProcessBuilder(call).inheritIO().start().waitFor() != 0) {
        return Optional.empty();
      }
      String after = Files.readString(file);
      return after.equals(text) ? Optional.empty() : Optional.of(after);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
