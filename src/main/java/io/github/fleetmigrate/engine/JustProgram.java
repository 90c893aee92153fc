package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.edit.just.Justfile;
import io.github.fleetmigrate.edit.just.JustfileTree;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.port.ScratchFolders;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The installed {@code just}, which reads a justfile in a folder of its own; no recipe is ever run. What it says of a file
 * that it refuses differs from release to release: older ones begin with a capital, and name no place at a file's end.
 */
final class JustProgram {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String CUT_OFF = "but found end of file";
  private static final Pattern PLACE = Pattern.compile("(?m)^\\s*(?:——▶|-->)\\s*(\\S+):(\\d+):\\d+\\s*$");

  /**
   * What just makes of a justfile.
   *
   * @param json {@code just --dump --dump-format json}; null where just refuses the file
   * @param refusal just's own first line, as the end of a sentence; null where it reads the file
   * @param where {@code file:line} of what it refuses; null where it names no place
   */
  record Reading(JsonNode json, String refusal, String where) {}

  private final Path program;
  private final CommandRunner commands;
  private final ScratchFolders scratch;

  private JustProgram(Path program, CommandRunner commands, ScratchFolders scratch) {
    this.program = program;
    this.commands = commands;
    this.scratch = scratch;
  }

  /** Empty where just is not installed. */
  static Optional<JustProgram> installed(CommandRunner commands, ScratchFolders scratch) {
    return commands.find("just").map(path -> new JustProgram(path, commands, scratch));
  }

  /** Reads one justfile, with the files of the repository around it that it may import. */
  Reading read(String path, RepoSnapshot files, Cancellation cancellation) throws IOException {
    Map<String, FileVersion> laid = new HashMap<>();
    for (String other : files.paths()) {
      if (other.endsWith(".just") || JustfileTree.isJustfile(other)) {
        files.read(other).ifPresent(v -> laid.put(other, v));
      }
    }
    for (JustfileTree.Part part : JustfileTree.read(path, files.paths(), p -> files.read(p).map(FileVersion::text))) {
      files.read(part.path()).ifPresent(v -> laid.put(part.path(), v));
    }
    CommandRunner.Result result =
        scratch.with(
            laid,
            folder ->
                commands.run(
                    CommandRunner.Call.of(
                            LIMIT,
                            program.toString(),
                            "--justfile",
                            folder.resolve(path).toString(),
                            "--dump",
                            "--dump-format",
                            "json")
                        .in(folder),
                    cancellation,
                    line -> {}));
    if (!result.succeeded()) {
      return refused(path, files.read(path).map(FileVersion::text).orElse(""), result.errors());
    }
    try {
      return new Reading(new ObjectMapper().readTree(result.output()), null, null);
    } catch (JsonProcessingException e) {
      return new Reading(null, "its dump is not JSON", null);
    }
  }

  private static Reading refused(String path, String text, String errors) {
    String first = errors.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("no reason given");
    String refusal = endOfSentence(first.startsWith("error: ") ? first.substring("error: ".length()) : first);
    Matcher place = PLACE.matcher(errors);
    if (place.find()) {
      String folder = path.substring(0, path.lastIndexOf('/') + 1);
      return new Reading(null, refusal, folder + place.group(1) + ":" + place.group(2));
    }
    Justfile file = Justfile.parse(text);
    boolean alone = file.imports().isEmpty() && file.modules().isEmpty();
    return new Reading(null, refusal, alone && refusal.endsWith(CUT_OFF) ? path + ":" + lastLine(text) : null);
  }

  private static String endOfSentence(String message) {
    String bare = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    return bare.isEmpty() ? bare : Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
  }

  /** The last line that is not empty. */
  private static int lastLine(String text) {
    return SourceText.of(text).lineOf(text.stripTrailing().length());
  }
}
