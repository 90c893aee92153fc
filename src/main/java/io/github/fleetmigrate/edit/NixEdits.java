package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.text.SourceText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Edits of Nix files: from a file's text to what would change. Each learns the file's style and leaves every character
 * alone that it need not touch; a file that does not parse is refused. Code that is handed in is written with {@code
 * \n} and two blanks a level, the first line flush; it is laid out as the file is. All of them are to be run twice
 * without harm: the second answer is {@link EditOutcome.AlreadyApplied}.
 */
public final class NixEdits {
  private NixEdits() {}

  private static EditOutcome edit(String text, Function<NixSource, EditOutcome> edit) {
    NixSource source = NixSource.of(Objects.requireNonNull(text));
    return source.broken().orElseGet(() -> edit.apply(source));
  }

  /**
   * Adds an input to a {@code flake.nix}.
   *
   * @param beside the input after which it goes where the inputs are not sorted; null, or one that is not there, for
   *     the last
   */
  public static EditOutcome addInput(String text, String name, String url, String beside) {
    return edit(text, source -> new FlakeInputEdit(source).add(name, url, beside));
  }

  /** Makes an input reachable inside the function that gives a {@code flake.nix}'s outputs. */
  public static EditOutcome bindOutputArgument(String text, String name) {
    return edit(text, source -> new OutputArgumentEdit(source).bind(name));
  }

  /** Gives all inputs together a name inside that function, where they have none: {@code { self, ... }@inputs:}. */
  public static EditOutcome nameInputs(String text, String name) {
    return edit(text, source -> new OutputArgumentEdit(source).nameAll(name));
  }

  /**
   * What an input is called inside that function, {@code inputs.x} or {@code x}; in a file that is no flake, its name
   * where the file's function takes it. Empty where it has no name there.
   */
  public static Optional<String> inputReference(String text, String name) {
    return new OutputArgumentEdit(NixSource.of(text)).reference(name);
  }

  /** Makes an argument such as {@code inputs} known in the module that the file is, by naming it in the braces. */
  public static EditOutcome bindModuleArgument(String text, String name) {
    return edit(text, source -> new ModuleArgumentEdit(source).bind(name));
  }

  /**
   * Makes the function that a file consists of take one more argument, where it takes only those that it names. A file
   * that is no such function is left alone.
   */
  public static EditOutcome acceptArgument(String text, String name) {
    return edit(text, source -> new ModuleArgumentEdit(source).accept(name));
  }

  /** Makes an argument such as {@code inputs'} known in the {@code perSystem} function of a flake-parts module. */
  public static EditOutcome bindPerSystemArgument(String text, String name) {
    return edit(text, source -> new ModuleArgumentEdit(source).bindPerSystem(name));
  }

  /** Adds an element to a list. */
  public static EditOutcome addToList(String text, ListTarget target, String element) {
    return edit(text, source -> new ListEdit(source).add(target, element));
  }

  /**
   * Adds an import to the module of a flake-parts call, or to the module that the file is.
   *
   * @param beside the import to follow; null, or one that is not there, for the last
   */
  public static EditOutcome addImport(String text, String path, String beside) {
    return edit(text, source -> new ImportsEdit(source).add(path, beside));
  }

  /** Puts an import in another's place. */
  public static EditOutcome replaceImport(String text, String old, String replacement) {
    return edit(text, source -> new ImportsEdit(source).replace(old, replacement));
  }

  public static EditOutcome removeImport(String text, String path) {
    return edit(text, source -> new ImportsEdit(source).remove(path));
  }

  /**
   * Binds a flake's outputs to a name and makes the outputs of it: {@code let name = …original…; bindings in result}.
   *
   * @param bindings further bindings, each with its semicolon; may be empty
   * @param result the new outputs, such as {@code name // { x = 1; }}
   * @throws IllegalArgumentException where bindings and result do not parse
   */
  public static EditOutcome wrapOutputs(String text, String name, String bindings, String result) {
    return edit(text, source -> new OutputsWrapEdit(source).wrap(name, bindings, result));
  }

  /** The line, from 1, that each call of {@code nixosSystem} begins in, in the order they are written. */
  public static List<Integer> nixosSystemLines(String text) {
    SourceText lines = SourceText.of(text);
    return Bodies.calls(NixSource.of(text).parse().tree(), ModuleTarget.NIXOS_SYSTEM).stream()
        .map(call -> lines.lineOf(call.range().start()))
        .toList();
  }

  /** Adds a module to the calls that make systems. */
  public static EditOutcome addModule(String text, ModuleTarget target, String element) {
    return edit(text, source -> new ModuleEdit(source).add(target, element));
  }

  /** Gives an attribute of a file that is a set (or a module, or a function to one) a value. */
  public static EditOutcome setAttr(String text, List<String> path, String value) {
    return edit(text, source -> new AttrSetEdit(source).set(path, value));
  }

  /**
   * Adds a new attribute to the set at a path.
   *
   * @param beside the sibling to follow; null, or one that is not there, for the last
   */
  public static EditOutcome addAttr(String text, List<String> parent, String name, String value, String beside) {
    return edit(text, source -> new AttrSetEdit(source).add(parent, name, value, beside));
  }

  /**
   * Takes an input out of a {@code flake.nix}, with its name among the arguments of the outputs. Refused where another input
   * follows it or where something still reaches for it.
   */
  public static EditOutcome removeInput(String text, String name) {
    return edit(text, source -> new InputRemovalEdit(source, name).remove());
  }

  /** Takes an input out of the arguments of the function that a file consists of. */
  public static EditOutcome dropArgument(String text, String name) {
    return edit(text, source -> new InputRemovalEdit(source, name).dropArgument());
  }

  /** Where a file reaches for an input, its name among a function's arguments aside. */
  public static List<PlacedText> inputUses(String text, String name) {
    NixSource source = NixSource.of(text);
    return InputUses.of(source, NameUses.of(source.parse().tree()), name).stream()
        .map(node -> new PlacedText(InputRemovalEdit.shown(node), node.range()))
        .toList();
  }

  /**
   * Takes what comes from an input out of lists that no host is made of.
   *
   * @param shell names of lists of a dev shell, where packages of the input's name go too
   * @param lists names of lists anywhere
   */
  public static EditOutcome removeFromLists(String text, String name, List<String> shell, List<String> lists) {
    return edit(text, source -> new ListRemovalEdit(source, name).remove(shell, lists));
  }

  /** Where a file asks the flake for one of its outputs. */
  public static List<PlacedText> outputUses(String text, String output) {
    NixSource source = NixSource.of(text);
    return OutputUses.of(source, NameUses.of(source.parse().tree()), output).stream()
        .map(node -> new PlacedText(InputRemovalEdit.shown(node), node.range()))
        .toList();
  }

  /** Takes a flake's output out of a file, with all that only it used. */
  public static RemovedOutput removeOutput(String text, OutputRemoval removal) {
    NixSource source = NixSource.of(text);
    return source
        .broken()
        .map(broken -> new RemovedOutput(broken, false, List.of(), List.of()))
        .orElseGet(() -> new OutputRemovalEdit(source, removal).remove());
  }

  /** All bindings whose path ends with {@code path}; {@code "*"} in it stands for any one name. */
  public static List<FoundBinding> findBindings(String text, List<String> path) {
    return FlakeFile.of(text).findBindings(path);
  }
}
