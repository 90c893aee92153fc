package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.nixeval.NixFailure.Kind;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Asks nix for a flake's values. Everything is lazy: nothing is forced beyond what is asked for, and nothing is built
 * unless the flake itself imports from derivations. Thread-safe; close it to remove its temporary folder.
 */
public final class FlakeEvaluator implements AutoCloseable {
  /**
   * Where no file is, no flake is registered: else nix 2.8 fetches the registry even where it needs none, which fails
   * without a network (measured).
   */
  private static final String NO_REGISTRY = "/no-registry";
  private static final Consumer<String> UNHEARD = line -> {};
  private static final String NO_SUCH_SYSTEM = "fleet-migrate-none";

  private final CommandRunner runner;
  private final NixProgram nix;
  private final NixOptions options;
  private final FlakePlaces places;
  private final NixCommand command;
  private final ObjectMapper json = new ObjectMapper();

  public FlakeEvaluator(CommandRunner runner, NixProgram nix, NixOptions options) {
    this(runner, nix, options, new FlakePlaces(nix), new Cancellation());
  }

  private FlakeEvaluator(
      CommandRunner runner, NixProgram nix, NixOptions options, FlakePlaces places, Cancellation cancellation) {
    this.runner = runner;
    this.nix = nix;
    this.options = options;
    this.places = places;
    this.command = new NixCommand(runner, nix, options, cancellation);
  }

  /** The same evaluator for work that this request stops; only the first one needs closing. */
  public FlakeEvaluator until(Cancellation cancellation) {
    return new FlakeEvaluator(runner, nix, options, places, cancellation);
  }

  public NixProgram nix() {
    return nix;
  }

  public NixOptions options() {
    return options;
  }

  /** What the flake's own source is called; evaluates nothing. */
  public Evaluated<SourceIdentity> identity(FlakeSource source) {
    return reference(source)
        .flatMap(reference -> command.onFlake(List.of("flake", "metadata"), List.of("--json", reference), UNHEARD))
        .flatMap(this::parsed)
        .map(SourceIdentity::of);
  }

  /** Names of all outputs, two levels down where there are two, as {@code devShells.x86_64-linux}; sorted. */
  public Evaluated<List<String>> outputNames(FlakeSource source) {
    Evaluated<JsonNode> names = ofOutputs(source, Scripts.OUTPUT_NAMES);
    if (names.succeeded() || !isOfOneValue(names)) {
      return names.map(FlakeEvaluator::sortedTexts);
    }
    // Some output fails in a way that nix cannot catch: each by itself then, and that one counts with its own name.
    return ofOutputs(source, "builtins.attrNames")
        .map(
            top -> {
              List<String> all = new ArrayList<>();
              for (JsonNode name : top) {
                String one = "outputs: (" + Scripts.OUTPUT_NAMES + ") { x = outputs." + Scripts.literal(name.asText()) + "; }";
                List<String> below = ofOutputs(source, one).map(FlakeEvaluator::sortedTexts).value().orElse(List.of("x"));
                below.forEach(inner -> all.add(name.asText() + inner.substring(1)));
              }
              all.sort(null);
              return List.copyOf(all);
            });
  }

  /** Names of {@code nixosConfigurations}, sorted; none where there is no such output. */
  public Evaluated<List<String>> hostNames(FlakeSource source) {
    return namesOf(source, "nixosConfigurations");
  }

  /** Names below one output, sorted; none where there is no such output. */
  public Evaluated<List<String>> namesOf(FlakeSource source, String output) {
    String names = "outputs: builtins.attrNames (outputs." + Scripts.literal(output) + " or { })";
    return ofOutputs(source, names).map(FlakeEvaluator::sortedTexts);
  }

  /** The platform of each host, such as {@code x86_64-linux}; a host whose platform nobody tells is left out. */
  public Evaluated<Map<String, String>> systems(FlakeSource source) {
    return perHost(source, Scripts.SYSTEM)
        .map(
            found -> {
              Map<String, String> systems = new TreeMap<>();
              found.forEach(
                  (host, system) -> {
                    if (system.isTextual()) {
                      systems.put(host, system.asText());
                    }
                  });
              return systems;
            });
  }

  /** How each host's configuration was called; a host that cannot be evaluated so far is left out. */
  public Evaluated<Map<String, HostModules>> hostModules(FlakeSource source) {
    return identity(source)
        .flatMap(
            identity ->
                perHost(source, Scripts.MODULES)
                    .map(
                        found -> {
                          String own = identity.storePath() + "/";
                          Map<String, HostModules> modules = new TreeMap<>();
                          found.forEach((host, called) -> modules.put(host, modules(called, own)));
                          return modules;
                        }));
  }

  private static HostModules modules(JsonNode called, String own) {
    List<String> modules = new ArrayList<>();
    for (JsonNode module : called.path("modules")) {
      String path = module.isTextual() ? module.asText() : HostModules.INLINE;
      modules.add(path.startsWith(own) ? path.substring(own.length()) : path);
    }
    return new HostModules(
        called.path("specialArgs").isNull() ? null : sortedTexts(called.path("specialArgs")),
        called.path("modules").isNull() ? null : List.copyOf(modules),
        called.path("ownPlatform").asBoolean());
  }

  /** deploy-rs' nodes, by name, with what they inherit; none where there is no {@code deploy} output. */
  public Evaluated<Map<String, EvaluatedNode>> deployNodes(FlakeSource source) {
    return ofOutputs(source, Scripts.DEPLOY).map(EvaluatedNode::all);
  }

  /**
   * A value as JSON.
   *
   * @param function a Nix function that is applied to it, such as {@code builtins.attrNames}
   */
  public Evaluated<JsonNode> value(FlakeSource source, AttrPath path, String function) {
    return value(source, path, function, UNHEARD);
  }

  Evaluated<JsonNode> value(FlakeSource source, AttrPath path, String function, Consumer<String> errorLines) {
    return reference(source)
        .flatMap(reference -> command.onFlake(List.of("eval"), evalArguments(reference, path, function), errorLines))
        .flatMap(this::parsed);
  }

  /** The function's value for the set of all outputs, as JSON. */
  public Evaluated<JsonNode> ofOutputs(FlakeSource source, String function) {
    return value(source, AttrPath.ALL_OUTPUTS, function);
  }

  private List<String> evalArguments(String reference, AttrPath path, String function) {
    List<String> arguments = new ArrayList<>(List.of("--json"));
    String fragment = path.fragment();
    if (path.names().isEmpty()) {
      fragment = ".";
      if (!nix.dotIsAllOutputs()) {
        // The empty quoted name is no name at all, but nix first tries it below the packages of this machine's system:
        // of a system that no flake has packages for, none is found there. A pure value cannot see that name.
        fragment = "\"\"";
        arguments.addAll(List.of("--option", "system", NO_SUCH_SYSTEM));
      }
    }
    arguments.addAll(List.of(reference + "#" + fragment, "--apply", function));
    return arguments;
  }

  /**
   * What a file of the tree evaluates to, as JSON; the flake itself is not evaluated, so it may be broken.
   *
   * @param file relative to the flake's folder, such as {@code fleet-config.nix}
   */
  public Evaluated<JsonNode> file(FlakeSource source, String file) {
    String folder = source.directory().isEmpty() ? "/" : "/" + source.directory() + "/";
    FlakeSource tree = new FlakeSource(source.root(), source.commit(), "", source.shallow());
    return reference(tree)
        .flatMap(
            reference -> {
              String expression =
                  "import (builtins.fetchTree " + Scripts.literal(reference) + " + " + Scripts.literal(folder + file) + ")";
              List<String> arguments = new ArrayList<>(List.of("eval", "--json", "--expr", expression));
              if (options.impure()) {
                arguments.add("--impure");
              }
              return command.run(arguments, null, UNHEARD);
            })
        .flatMap(this::parsed);
  }

  /**
   * Whether nix can get at a flake, without evaluating it.
   *
   * @param url any flake reference
   * @return nix's metadata: {@code resolvedUrl}, {@code url} (locked), {@code locked}, …
   */
  public Evaluated<JsonNode> probe(String url) {
    return command
        .run(List.of("flake", "metadata", "--no-write-lock-file", "--json", url), null, UNHEARD)
        .flatMap(this::parsed);
  }

  /**
   * Locks what is missing in a folder's {@code flake.lock} and changes nothing that is locked.
   *
   * @param folder with the flake; a plain folder, no git repository, and it is written to
   * @return the new lock file
   */
  public Evaluated<byte[]> lock(Path folder) {
    return command
        .run(List.of("flake", "lock", "path:."), folder, UNHEARD)
        .flatMap(
            done -> {
              Path file = folder.resolve("flake.lock");
              try {
                return Evaluated.of(Files.readAllBytes(file));
              } catch (IOException e) {
                String message = "nix wrote no lock file";
                return Evaluated.failed(new NixFailure(Kind.EVALUATION, message, List.of(message), null, e.toString()));
              }
            });
  }

  /** The formatter of the flakes that this asks for. */
  public FlakeFormatter formatter() {
    return new FlakeFormatter(this, command);
  }

  /** Whether nix's own parser accepts this text; a failure of kind {@link Kind#SYNTAX} says where it does not. */
  public Evaluated<Boolean> parses(String text) {
    try {
      return new SyntaxCheck(nix, command).check(text, places.scratch());
    } catch (IOException e) {
      return Evaluated.failed(unwritable(e));
    }
  }

  /**
   * The arguments that start a flake's program, to be followed by the program's own.
   *
   * @param flake a flake reference; names of inputs in it are those of the flake in the folder that it is started in
   */
  public List<String> running(String flake) {
    return command.words(
        List.of(
            "run", "--inputs-from", ".", "--option", "flake-registry", NO_REGISTRY, "--no-write-lock-file", flake, "--"));
  }

  /** A text, such as a derivation's {@code drvPath}, whose {@code .drv} is thereby written into the store. */
  public Evaluated<String> text(FlakeSource source, AttrPath path, Consumer<String> errorLines) {
    return reference(source)
        .flatMap(
            reference ->
                command.onFlake(
                    List.of("eval"), List.of("--raw", reference + "#" + path.fragment()), errorLines))
        .map(String::strip);
  }

  /** Builds a derivation, leaving no link; what nix says of it as JSON. */
  public Evaluated<JsonNode> build(FlakeSource source, AttrPath path, Consumer<String> errorLines) {
    return reference(source)
        .flatMap(
            reference ->
                command.onFlake(
                    List.of("build"),
                    List.of("--no-link", "--json", "--print-build-logs", reference + "#" + path.fragment()),
                    errorLines))
        .flatMap(this::parsed);
  }

  /** All hosts in one go; where one of them breaks that, each by itself, leaving out those that fail. */
  private Evaluated<Map<String, JsonNode>> perHost(FlakeSource source, String function) {
    String all = "outputs: builtins.mapAttrs (name: " + "(" + function + ")) (outputs.nixosConfigurations or { })";
    Evaluated<Map<String, JsonNode>> together = ofOutputs(source, all).map(FlakeEvaluator::fields);
    if (together.succeeded() || !isOfOneValue(together)) {
      return together;
    }
    return hostNames(source)
        .map(
            hosts -> {
              Map<String, JsonNode> found = new LinkedHashMap<>();
              for (String host : hosts) {
                value(source, AttrPath.of("nixosConfigurations", host), function)
                    .value()
                    .ifPresent(value -> found.put(host, value));
              }
              return found;
            });
  }

  /** Whether a failure may be one value's alone, so that asking for the others makes sense. */
  private static boolean isOfOneValue(Evaluated<?> failed) {
    return switch (failed.failure().orElseThrow().kind()) {
      case NO_NIX, FEATURES, CANCELLED, TIMED_OUT, COMMIT_MISSING, MEMORY -> false;
      default -> true;
    };
  }

  private Evaluated<String> reference(FlakeSource source) {
    try {
      return Evaluated.of(places.reference(source));
    } catch (IOException e) {
      return Evaluated.failed(unwritable(e));
    }
  }

  private static NixFailure unwritable(IOException e) {
    String message = "cannot write to the folder for temporary files: " + e.getMessage();
    return new NixFailure(Kind.EVALUATION, message, List.of(message), "set TMPDIR to a folder that can be written", "");
  }

  private Evaluated<JsonNode> parsed(String output) {
    try {
      return Evaluated.of(json.readTree(output));
    } catch (JsonProcessingException e) {
      String message = "nix answered with something that is not JSON";
      return Evaluated.failed(new NixFailure(Kind.EVALUATION, message, List.of(message), null, output));
    }
  }

  private static Map<String, JsonNode> fields(JsonNode set) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    set.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private static List<String> sortedTexts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    texts.sort(null);
    return List.copyOf(texts);
  }

  @Override
  public void close() {
    places.close();
  }
}
