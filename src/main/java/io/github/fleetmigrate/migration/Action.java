package io.github.fleetmigrate.migration;

import java.util.List;
import java.util.Map;

/**
 * What a step does. The set is closed: a migration chooses from it and fills in the fields (texts may be Mustache
 * templates over the planning context), and a new kind of effect is a new record here. The name under which a migration
 * calls an action stands at each record.
 */
public sealed interface Action {

  /**
   * {@code nix.add-input}: a flake input beside its siblings.
   *
   * @param beside the input after which it goes where the inputs are in no order; may be null
   */
  record AddInput(String name, String url, String beside) implements Action {}

  /** {@code nix.bind-output-argument}: makes an input reachable from the outputs function. */
  record BindOutputArgument(String name) implements Action {}

  /**
   * {@code nix.lock}: the lock file with one more input, or one less, computed by nix.
   *
   * @param gone whether the input is one that went
   */
  record Lock(String input, boolean gone) implements Action {}

  /**
   * {@code nix.add-flake-module}: a new flake-parts module in the folder of its siblings, imported beside one of them.
   *
   * @param provides flake outputs that the module brings; where all of them exist the step is done
   * @param name the new file's name without {@code .nix}
   * @param beside output whose module is the sibling: {@code deploy}
   * @param inPlace whether the sibling's import gives way to the new one ({@code true} or {@code false}, a template)
   * @param template of the file
   */
  record AddFlakeModule(List<String> provides, String name, String beside, String inPlace, String template)
      implements Action {}

  /**
   * {@code nix.wrap-outputs}: the outputs function's result is bound to a name and merged with more.
   *
   * @param provides flake outputs that are in the result; where all of them exist the step is done
   * @param bound the name for the existing outputs
   * @param bindings template of further bindings of the {@code let}
   * @param result template of the merged expression
   */
  record WrapOutputs(List<String> provides, String bound, String bindings, String result) implements Action {}

  /**
   * {@code nix.refresh-text}: a template that an earlier phase rendered into the flake is rendered anew, now that the
   * inventory says what was settled; a text that somebody changed stays.
   */
  record RefreshText(String template) implements Action {}

  /**
   * {@code nix.add-to-list}: an element in a list that a binding holds.
   *
   * @param in where the list is searched: {@code flake} (flake.nix and the files it leads to) or {@code host}
   *     (the folder of the host that {@code host} names)
   * @param host template of the host's name; null for {@code flake}
   * @param binding attribute path, or its end: {@code devShells.default}
   * @param lists names of the list bindings inside it, first match wins; empty where the binding itself is the list
   * @param element template of the element
   * @param present texts by which a person would have added it already
   */
  record AddToList(
      String in, String host, String binding, List<String> lists, String element, List<String> present)
      implements Action {}

  /** {@code just.rewrite}: commands in recipes become others by a rule set; recipes that are missing are added. */
  record JustRewrite(String rules, List<Recipe> recipes) implements Action {}

  /**
   * A recipe that should be in the justfile.
   *
   * @param when a condition as on steps; null for always
   */
  record Recipe(String name, String parameters, String doc, List<String> body, Map<String, String> when) {}

  /** {@code file.archive}: moves files out of use, never over an existing one. */
  record Archive(List<String> paths, String into, String suffix) implements Action {}

  /** {@code markdown.rewrite-commands}: commands in code spans and blocks of living documents become others. */
  record MarkdownRewrite(String rules) implements Action {}

  /**
   * {@code markdown.tick-boxes}: ticks the tasks of a person's plan (see {@link Migration.PlanWords}) that the phase's
   * earlier steps fulfil. A task of which several boxes speak waits for all of them, and for the last phase that does a
   * part of it. A phase that finds all of its work done ticks nothing.
   */
  record TickBoxes(List<Box> boxes) implements Action {
    public TickBoxes {
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * Tasks that are fulfilled. The words are regular expressions, found anywhere and in either case.
   *
   * @param text in the task's own words one of these is found; empty for any task
   * @param under in a heading or an item that it stands under one of these is found; empty for anywhere
   * @param steps steps of the phase: of those that the answers leave in, all must be done or about to be, and leave nothing
   *     to the person; empty where the answers alone settle the task
   * @param when a condition as on steps
   */
  record Box(List<String> text, List<String> under, List<String> steps, Map<String, String> when) {
    public Box {
      text = text == null ? List.of() : List.copyOf(text);
      under = under == null ? List.of() : List.copyOf(under);
      steps = steps == null ? List.of() : List.copyOf(steps);
      when = when == null ? Map.of() : Map.copyOf(when);
    }
  }

  /** {@code file.create}: a new file from a template; one that exists is left as it is. */
  record CreateFile(String path, String template) implements Action {}

  /**
   * {@code file.refresh}: a file that an earlier phase made is made anew, place by place: a line that a person changed
   * since stays.
   */
  record RefreshFile(String path, String template) implements Action {}

  /**
   * {@code report.mentions}: lists what still mentions the old tool and why it is left alone.
   *
   * @param code why Nix code with a mention is left alone; null for the reason that holds until the rollout is done
   */
  record ReportMentions(List<String> patterns, String code) implements Action {}

  /**
   * {@code nix.add-modules}: modules for every host, in the {@code modules} lists of the {@code nixosSystem} calls.
   *
   * @param elements templates of the list elements
   * @param extended template of the outputs with the modules laid over {@code nixosConfigurations}, for flakes without
   *     such lists; null where these are refused
   */
  record AddModules(List<String> elements, String extended) implements Action {}

  /** {@code nix.settle-inventory}: settled values and missing hosts written into the inventory file. */
  record SettleInventory() implements Action {}

  /**
   * {@code nix.remove-binding}: a binding that something else provides from now on.
   *
   * @param binding attribute path, or its end
   * @param onlyIn {@code inventory-importers}: files that import the inventory
   */
  record RemoveBinding(String binding, String onlyIn) implements Action {}

  /**
   * {@code nix.remove-output}: a flake's output, with what only it used: variables, arguments of modules, files and their
   * imports.
   *
   * @param madeBy the function by which checks are made of it, which go too; empty for none
   */
  record RemoveOutput(String output, String madeBy) implements Action {}

  /**
   * {@code nix.remove-from-lists}: what comes from an input, in lists that no host is made of.
   *
   * @param shell names of a dev shell's lists, from which packages of the input's name go too
   * @param lists names of other lists
   */
  record RemoveFromLists(String input, List<String> shell, List<String> lists) implements Action {}

  /** {@code nix.remove-input}: a flake input that nothing reaches for any more. */
  record RemoveInput(String name) implements Action {}

  /**
   * {@code nix.deploy-as}: the user that hosts are deployed as from now on, laid over the inventory in the hive's call, for
   * each host on which that user was found to have what a push needs.
   *
   * @param user template of the user's name; empty for none
   * @param template that an earlier phase rendered into the flake and that is rendered anew
   */
  record DeployAs(String user, String template) implements Action {}
}
