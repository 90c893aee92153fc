package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a derivation that is given the flake's own source merely says where it is, or builds from its content.
 *
 * <p>A builder that gets the path can read what lies there, so the answer is that it reads unless every mention is of a
 * kind that is known not to: a text that is written out as it is, a script of nothing but links and plain {@code echo}, or
 * one of the folders of links that NixOS is put together from. The same holds for what another derivation has made and
 * that leads to the source. In doubt it reads: a host may be called changed that is not.
 */
final class SourceUse {
  /** What a derivation's output has to do with the source; the greater, the more. */
  enum Kind {
    NONE,
    /** A file in it says where the source is. */
    MENTIONS,
    /** A link in it leads there. */
    LINKS,
    /** It is made from the source's content, or may be. */
    READS;

    Kind or(Kind other) {
      return compareTo(other) < 0 ? other : this;
    }
  }

  /** Commands that print their arguments or link to them. */
  private static final Pattern PRINT = Pattern.compile("(?:echo|printf) .*", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("(?:ln +-s[fnTv]* |ln +--symbolic |makeEtcEntry ).*", Pattern.DOTALL);
  /** Commands that read nothing that a link leads to. */
  private static final Pattern QUIET =
      Pattern.compile(
          "(?:mkdir|touch|chmod|set|unset|exit|true|:)(?: .*)?|#.*|eval \"\\$(?:command|buildCommand|checkPhase)\"|[A-Za-z_]\\w*=\\S*", Pattern.DOTALL);
  /** Command substitution, backquotes, pipes, redirected input and patterns of file names. */
  private static final Pattern ACTIVE = Pattern.compile("\\$\\(|[`|<*?\\[]");
  private static final Pattern GLOB = Pattern.compile("[^\\s'\"]*[*?\\[].*", Pattern.DOTALL);
  /** Commands that a writer needs around the one that writes. */
  private static final Pattern AROUND =
      Pattern.compile("(?:\\(?test|(?:if +)?\\[) .*|then|else|fi|chmod \\+x \\S+\\)|(?:\\S*/)?(?:ba)?sh -n .*|(?:\\S*/)?shellcheck .*|runHook \\w+");
  /** The folder of a file's name, which tells nothing of a content. */
  private static final Pattern DIRNAME = Pattern.compile("\\$\\(dirname [^()]*\\)");
  /** Variables that hold what the builder runs. */
  private static final List<String> SCRIPTS = List.of("buildCommand", "command", "checkPhase");
  private static final List<String> BUILDERS = List.of("default-builder.sh", "source-stdenv.sh", "make-etc.sh");

  private final Derivation derivation;
  private final String source;
  private final Function<String, Kind> leads;
  private final String store;

  private SourceUse(Derivation derivation, String source, Function<String, Kind> leads) {
    this.derivation = derivation;
    this.source = source;
    this.leads = leads;
    this.store = Derivation.storeOf(source);
  }

  /**
   * @param source the flake's own source in the store
   * @param leads how other store paths lead to it
   */
  static Kind of(Derivation derivation, String source, Function<String, Kind> leads) {
    return new SourceUse(derivation, source, leads).use();
  }

  /** Everything that the builder is told. */
  static Stream<String> texts(Derivation derivation) {
    return Stream.concat(
        Stream.concat(Stream.of(derivation.builder()), derivation.arguments().stream()),
        derivation.environment().values().stream());
  }

  private Kind use() {
    if (leading(derivation.builder()) != Kind.NONE) {
      return Kind.READS;
    }
    Kind kind = Kind.NONE;
    for (String argument : derivation.arguments()) {
      kind = kind.or(leading(argument) == Kind.NONE ? Kind.NONE : ofScript(argument));
    }
    for (Map.Entry<String, String> variable : derivation.environment().entrySet()) {
      Kind lead = leading(variable.getValue());
      if (lead != Kind.NONE && !isOutput(variable.getKey())) {
        kind = kind.or(ofVariable(variable.getKey(), variable.getValue(), lead));
      }
    }
    return kind;
  }

  private boolean isOutput(String variable) {
    return derivation.outputs().stream().anyMatch(output -> output.name().equals(variable));
  }

  /** How a text leads to the source at most. */
  private Kind leading(String text) {
    Kind[] kind = {text.contains(source) ? Kind.LINKS : Kind.NONE};
    StoreText.replace(
        text,
        store,
        path -> {
          kind[0] = kind[0].or(leads.apply(path));
          return null;
        });
    return kind[0];
  }

  private Kind ofVariable(String name, String value, Kind lead) {
    if (lead == Kind.READS) {
      // Its cause is told; what is made from it is no further cause.
      return Kind.LINKS;
    }
    if (isFolder(name, value, lead)) {
      return lead;
    }
    if (isWritten(name)) {
      return Kind.MENTIONS;
    }
    return SCRIPTS.contains(name) ? ofScript(value) : Kind.READS;
  }

  /** NixOS's own folders of links, whose builders look at names only. */
  private boolean isFolder(String variable, String value, Kind lead) {
    Map<String, String> environment = derivation.environment();
    switch (derivation.name()) {
      case "etc" -> {
        // Both builders link each source, and look into one only where its name has a star.
        if (variable.equals("sources")) {
          return noGlob(value);
        }
        return leadingCommands(value).allMatch(c -> c.startsWith("makeEtcEntry ") && !ACTIVE.matcher(c).find());
      }
      case "system-units", "user-units" -> {
        return value.contains("fn=$(basename $i/*)") && leadingCommands(value).allMatch(c -> c.startsWith("for i in "));
      }
      case "dbus-conf", "dbus-1" -> {
        // It writes the paths of what has services into a configuration.
        String script = environment.getOrDefault("buildCommand", "");
        return lead == Kind.MENTIONS && (script.contains("servicedir") || script.contains("xsltproc"));
      }
      default -> {
        boolean union =
            variable.equals("pkgs") && environment.containsKey("pathsToLink")
                || variable.equals("paths") && environment.getOrDefault("buildCommand", "").contains("lndir");
        // It looks into folders, and through links to folders, but never into a file.
        return union && lead == Kind.MENTIONS
            || derivation.name().startsWith("nixos-system-")
                && variable.equals("buildCommand")
                && leadingCommands(value).allMatch(c -> LINK.matcher(c).matches() && !ACTIVE.matcher(c).find());
      }
    }
  }

  private Stream<String> leadingCommands(String script) {
    return commands(script).stream().filter(command -> leading(command) != Kind.NONE);
  }

  private boolean noGlob(String text) {
    for (String word : text.split("\\s+")) {
      if (leading(word) != Kind.NONE && GLOB.matcher(word).matches()) {
        return false;
      }
    }
    return true;
  }

  /** A script that makes a link could read through it later, so that all that the builder runs must be known. */
  private Kind ofScript(String script) {
    Kind kind = Kind.NONE;
    List<String> all = new ArrayList<>(commands(script));
    scripts().filter(other -> !other.equals(script)).forEach(other -> all.addAll(commands(other)));
    for (String command : all) {
      Kind lead = leading(command);
      boolean prints = PRINT.matcher(command).matches();
      boolean known = prints || LINK.matcher(command).matches() || QUIET.matcher(command).matches() && lead == Kind.NONE;
      if (!known || !command.startsWith("#") && ACTIVE.matcher(command).find()) {
        return Kind.READS;
      }
      kind = kind.or(prints && lead != Kind.NONE ? Kind.MENTIONS : lead);
    }
    return ownBuilder() ? kind : Kind.READS;
  }

  /** All that the builder runs, as far as it runs nothing of its own. */
  private Stream<String> scripts() {
    return Stream.concat(
        derivation.arguments().stream().filter(argument -> argument.contains(" ")),
        SCRIPTS.stream().map(name -> derivation.environment().getOrDefault(name, "")));
  }

  /** Whether the builder is a shell that runs what we have seen, through stdenv or not. */
  private boolean ownBuilder() {
    boolean inline = derivation.arguments().stream().noneMatch(argument -> argument.startsWith(store));
    return inline
        || derivation.environment().containsKey("buildCommand")
            && derivation.arguments().stream()
                .filter(argument -> argument.startsWith(store))
                .allMatch(file -> BUILDERS.contains(Derivation.nameOf(file)));
  }

  /** Whether a variable, or the file that it is passed in, is only written out, as nixpkgs' writers do. */
  private boolean isWritten(String variable) {
    String name = Pattern.quote(variable);
    Pattern use = Pattern.compile("\\$\\{?" + name + "(Path)?\\b");
    String quoted = "\"\\$\\{?" + name + "(Path)?}?\"";
    Pattern test = Pattern.compile("(if +)?\\[+ +-[a-z] +" + quoted + " +]+");
    Pattern write =
        Pattern.compile(
            "(echo( -n)?|printf +['\"]?%s['\"]?|mv|cp) +" + quoted + "( +.*)?|(\\S*/)?jq +\\. +" + quoted + " *> *\\$out");
    Pattern forget = Pattern.compile("unset +" + name);
    // The system's own builder does much else, and nothing with what it has written.
    boolean system = derivation.name().startsWith("nixos-system-") && derivation.environment().containsKey("buildCommand");
    boolean written = false;
    for (String script : (Iterable<String>) scripts()::iterator) {
      for (String command : commands(script)) {
        String plain = DIRNAME.matcher(command.replaceFirst("^(?:then|else) +", "")).replaceAll("folder");
        boolean uses = use.matcher(command).find();
        boolean writes = write.matcher(plain).matches();
        boolean known =
            uses
                ? writes || test.matcher(plain).matches() || forget.matcher(plain).matches()
                : system || QUIET.matcher(plain).matches() || AROUND.matcher(plain).matches();
        if (!known || (uses || !system) && !plain.startsWith("#") && plain.matches("(?s).*(?:\\$\\(|[`|<]).*")) {
          return false;
        }
        written |= writes;
      }
    }
    return written && ownBuilder();
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
