package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether a derivation that is given the flake's own source merely says where it is, or builds from its content.
 *
 * <p>A builder that gets the path can read what lies there, so the answer is "from its content" unless every mention is
 * of a kind that is known not to: a text that is written out as it is, a symbolic link, an entry of {@code /etc}, which
 * nixpkgs makes by linking, or a plain {@code echo}. What is in no such place is taken to read: a host may be called
 * changed that is not. Not followed: a builder that reads the source through a link that another derivation made.
 */
final class SourceUse {
  /** Commands of a shell script that print their arguments or link to them. */
  private static final Pattern PLAIN = Pattern.compile("(ln +-s[a-zA-Z]* |ln +--symbolic |makeEtcEntry |echo |printf ).*");
  /** Command substitution, backquotes, pipes and redirected input. */
  private static final Pattern ACTIVE = Pattern.compile("\\$\\(|[`|<]");
  private static final Pattern GLOB = Pattern.compile("[^\\s'\"]*[*?\\[].*", Pattern.DOTALL);
  /** The variable {@code text}, or the file that it is passed in, is written out, as nixpkgs' writers do. */
  private static final Pattern TEXT_USE = Pattern.compile("\\$\\{?text(Path)?\\b");
  private static final Pattern TEXT_TEST = Pattern.compile("(if +)?\\[+ +-[a-z] +\"?\\$textPath\"? +]+");
  private static final Pattern TEXT_WRITE =
      Pattern.compile("(then +|else +)?(echo( -n)?|printf +['\"]?%s['\"]?|mv|cp) +\"\\$text(Path)?\"( +.*)?");

  private SourceUse() {}

  /** @param source the flake's own source in the store */
  static boolean readsContent(Derivation derivation, String source) {
    if (derivation.builder().contains(source)) {
      return true;
    }
    for (String argument : derivation.arguments()) {
      if (!isPlainScript(argument, source)) {
        return true;
      }
    }
    for (Map.Entry<String, String> variable : derivation.environment().entrySet()) {
      if (variable.getValue().contains(source) && !isHarmless(derivation, variable, source)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHarmless(Derivation derivation, Map.Entry<String, String> variable, String source) {
    if (variable.getKey().equals("text")) {
      return onlyWritesText(derivation);
    }
    // make-etc.sh links each of its sources, and looks into one only where its name has a star.
    boolean etcList = derivation.name().equals("etc") && variable.getKey().equals("sources");
    return etcList ? noGlob(variable.getValue(), source) : isPlainScript(variable.getValue(), source);
  }

  private static boolean isPlainScript(String script, String source) {
    return commands(script).stream()
        .filter(command -> command.contains(source))
        .allMatch(
            command ->
                PLAIN.matcher(command).matches() && !ACTIVE.matcher(command).find() && noGlob(command, source));
  }

  private static boolean noGlob(String text, String source) {
    for (int at = text.indexOf(source); at >= 0; at = text.indexOf(source, at + 1)) {
      if (GLOB.matcher(text.substring(at + source.length())).lookingAt()) {
        return false;
      }
    }
    return true;
  }

  private static boolean onlyWritesText(Derivation derivation) {
    List<String> scripts = new ArrayList<>(derivation.arguments());
    derivation.environment().forEach((name, value) -> scripts.add(name.equals("text") ? "" : value));
    List<String> uses =
        scripts.stream()
            .flatMap(script -> commands(script).stream())
            .filter(command -> TEXT_USE.matcher(command).find())
            .toList();
    return uses.stream().anyMatch(use -> TEXT_WRITE.matcher(use).matches())
        && uses.stream()
            .allMatch(
                use ->
                    (TEXT_WRITE.matcher(use).matches() || TEXT_TEST.matcher(use).matches())
                        && !ACTIVE.matcher(use).find());
  }

  /** Roughly, and cut too often rather than too seldom: the rest of a command is not known to be plain. */
  private static List<String> commands(String script) {
    List<String> commands = new ArrayList<>();
    for (String piece : script.split("\n|;|&&|\\|\\|")) {
      if (!piece.isBlank()) {
        commands.add(piece.strip());
      }
    }
    return commands;
  }
}
