package io.github.fleetmigrate.nixeval;

import io.github.fleetmigrate.nixeval.NixFailure.Kind;
import io.github.fleetmigrate.port.CommandRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts what nix wrote into a failure. The wording of 2.8 and 2.26 is known from their real outputs, which the tests
 * hold; what no rule knows is an error of the configuration's own.
 */
final class NixErrors {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
  private static final Pattern ERROR = Pattern.compile("^\\s*error: (\\S.*)$");
  private static final Pattern NETWORK =
      Pattern.compile(
          "(?i)could(n't| not) resolve host|unable to download|network is unreachable|connection (refused|timed out)"
              + "|temporary failure in name resolution|unable to access '|could not read from remote repository"
              + "|cannot download .* from any mirror|permission denied \\(publickey|could not read username");
  private static final Pattern IN_STORE = Pattern.compile("/nix/store/[0-9a-z]{32}-[^/']*/?([^']*)");
  private static final int BUILD_LOG_LINES = 8;
  private static final int OUT_OF_MEMORY_KILL = 137;

  private NixErrors() {}

  static NixFailure of(CommandRunner.Result result) {
    String log = COLOUR.matcher(result.errors()).replaceAll("");
    if (result.end() == CommandRunner.End.CANCELLED) {
      return new NixFailure(Kind.CANCELLED, "stopped", List.of("stopped"), null, log);
    }
    if (result.end() == CommandRunner.End.TIMED_OUT) {
      String message = "nix took longer than its time limit (" + result.elapsed().toSeconds() + " s)";
      List<String> lines = new ArrayList<>(List.of(message));
      lines.addAll(lastLines(log.lines().toList(), 3));
      return new NixFailure(Kind.TIMED_OUT, message, lines, null, log);
    }
    if (result.exitCode() == OUT_OF_MEMORY_KILL) {
      String message = "nix was killed, most likely because memory ran out";
      return new NixFailure(Kind.MEMORY, message, List.of(message), remedy(Kind.MEMORY, message), log);
    }
    return of(log);
  }

  static NixFailure of(String log) {
    List<String> all = log.lines().filter(line -> !line.startsWith("(use '--show-trace'")).toList();
    int at = mainError(all);
    if (at < 0) {
      List<String> tail = lastLines(all, 3);
      String message = tail.isEmpty() ? "nix failed without a word" : tail.get(tail.size() - 1).strip();
      return new NixFailure(Kind.EVALUATION, message, tail, null, log);
    }
    Matcher matcher = ERROR.matcher(all.get(at));
    String message = matcher.matches() ? matcher.group(1).strip() : all.get(at).strip();
    Kind kind = kind(message, log);
    boolean git = message.startsWith("program 'git' failed") || message.startsWith("Cannot find Git revision");
    if (kind == Kind.FETCH && git) {
      message += causes(all.subList(0, at)).findFirst().map(cause -> ": " + cause).orElse("");
    }
    return new NixFailure(kind, message, lines(kind, all, at), remedy(kind, message), log);
  }

  /** A build's first broken derivation; else the last error, which is the innermost of a trace. */
  private static int mainError(List<String> lines) {
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = ERROR.matcher(lines.get(i));
      if (matcher.matches()) {
        if (matcher.group(1).startsWith("builder for ")) {
          return i;
        }
        last = i;
      }
    }
    return last;
  }

  private static Kind kind(String message, String log) {
    if (message.startsWith("experimental Nix feature")) {
      return Kind.FEATURES;
    }
    if (message.startsWith("builder for ")) {
      return NETWORK.matcher(log).find() ? Kind.FETCH : Kind.BUILD;
    }
    if (message.contains("is required to build") || message.contains("platform mismatch")) {
      return Kind.PLATFORM;
    }
    if (message.startsWith("syntax error") || message.startsWith("undefined variable")) {
      return Kind.SYNTAX;
    }
    if (message.contains("infinite recursion")) {
      return Kind.RECURSION;
    }
    if (message.contains("pure eval") || message.contains("attribute 'currentSystem' missing")) {
      return Kind.IMPURE;
    }
    if (message.contains("out of memory") || message.contains("bad_alloc") || message.contains("allocate memory")) {
      return Kind.MEMORY;
    }
    if (message.contains("NAR hash mismatch") || message.contains("hash mismatch in ")) {
      return Kind.LOCK_MISMATCH;
    }
    if (message.startsWith("Cannot find Git revision") || message.startsWith("getting Git object")) {
      // Recent releases go on where git could not reach the repository, and then miss the commit.
      return NETWORK.matcher(log).find() ? Kind.FETCH : Kind.COMMIT_MISSING;
    }
    if (message.startsWith("getting status of '")
        || message.matches("(?i)path '.*' does not exist.*")
        || message.matches("(?i)path '.*' in the repository .* is not tracked by Git.*")
        || message.startsWith("opening file '")) {
      return message.contains("'/nix/store/") || message.contains("tracked by Git")
          ? Kind.FILE_MISSING
          : Kind.PATH_MISSING;
    }
    boolean git = message.startsWith("program 'git' failed") || message.startsWith("resolving Git reference");
    if (git || NETWORK.matcher(message).find() || message.contains("cannot fetch")) {
      return Kind.FETCH;
    }
    if (message.matches("attribute '.*' missing.*") || message.contains("does not provide attribute")) {
      return Kind.ATTRIBUTE_MISSING;
    }
    if (message.contains("called with unexpected argument") || message.contains("called without required argument")) {
      return Kind.ARGUMENT;
    }
    return Kind.EVALUATION;
  }

  private static List<String> lines(Kind kind, List<String> all, int at) {
    List<String> lines = new ArrayList<>();
    if (kind == Kind.FETCH) {
      causes(all.subList(0, at)).distinct().forEach(lines::add);
    }
    if (kind == Kind.BUILD || kind == Kind.FETCH && all.get(at).contains("builder for ")) {
      lines.addAll(lastLines(all.subList(0, at).stream().filter(line -> line.contains("> ")).toList(), BUILD_LOG_LINES));
    }
    // What belongs to an error is set in by the width of "error: ", the error of a trace too.
    int indent = "error: ".length();
    for (String line : all.subList(at, all.size())) {
      boolean another = !lines.isEmpty() && line != all.get(at) && ERROR.matcher(line).matches();
      if (another) {
        break;
      }
      String rest = line.length() >= indent && line.substring(0, indent).isBlank() ? line.substring(indent) : line;
      if (!rest.isBlank()) {
        lines.add(rest.stripTrailing());
      }
    }
    return lines;
  }

  /** What git and ssh said, and which input it was about. */
  private static Stream<String> causes(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(
            line ->
                line.startsWith("fatal: unable")
                    || line.startsWith("fatal: '")
                    || line.startsWith("ssh: ")
                    || line.startsWith("… while fetching the input"));
  }

  private static List<String> lastLines(List<String> lines, int count) {
    List<String> told = lines.stream().filter(line -> !line.isBlank()).toList();
    return told.subList(Math.max(0, told.size() - count), told.size());
  }

  private static String remedy(Kind kind, String message) {
    return switch (kind) {
      case NO_NIX -> "install nix 2.8 or later, or name one with --nix";
      case FEATURES -> "enable them: experimental-features = nix-command flakes in nix.conf";
      case FETCH ->
          "check the network and the access to it; --override-input NAME URL puts another source in an input's place";
      case PATH_MISSING ->
          "it is on another machine: --override-input NAME URL puts another source in an input's place";
      case LOCK_MISMATCH -> "the source has changed since it was locked: nix flake update for that input";
      case FILE_MISSING -> fileRemedy(message);
      case COMMIT_MISSING -> "the repository has no such commit: a shallow clone may lack it";
      case IMPURE -> "the flake reads from the machine it is evaluated on: --impure allows it";
      case MEMORY -> "free some memory, or evaluate fewer hosts at a time with --hosts";
      case PLATFORM -> "building for that system needs a remote builder, or emulation";
      case CANCELLED, TIMED_OUT, SYNTAX, ATTRIBUTE_MISSING, ARGUMENT, RECURSION, BUILD, EVALUATION -> null;
    };
  }

  private static String fileRemedy(String message) {
    Matcher matcher = IN_STORE.matcher(message);
    String file = matcher.find() && !matcher.group(1).isEmpty() ? matcher.group(1) : "the file";
    return "a flake in git sees only what git tracks: if it exists, git add " + file;
  }
}
