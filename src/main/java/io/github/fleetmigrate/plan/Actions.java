package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.migration.Action;

/** Hands each action to the class that plans it. */
final class Actions {
  private final InputActions inputs = new InputActions();
  private final OutputActions outputs = new OutputActions();
  private final ListActions lists = new ListActions();
  private final ModuleActions modules = new ModuleActions();
  private final InventoryActions inventory = new InventoryActions();
  private final FileActions files = new FileActions();
  private final TextActions texts = new TextActions();
  private final RemovalActions removals = new RemovalActions();
  private final BoxActions boxes = new BoxActions();

  StepOutcome plan(Action action, StepContext at) {
    if (action instanceof Action.AddInput a) {
      return inputs.add(a, at);
    }
    if (action instanceof Action.BindOutputArgument a) {
      return inputs.bind(a, at);
    }
    if (action instanceof Action.Lock a) {
      return inputs.lock(a, at);
    }
    if (action instanceof Action.AddFlakeModule a) {
      return outputs.addFlakeModule(a, at);
    }
    if (action instanceof Action.WrapOutputs a) {
      return outputs.wrap(a, at);
    }
    if (action instanceof Action.RefreshText a) {
      return outputs.refresh(a, at);
    }
    if (action instanceof Action.AddToList a) {
      return lists.add(a, at);
    }
    if (action instanceof Action.AddModules a) {
      return modules.add(a, at);
    }
    if (action instanceof Action.RemoveBinding a) {
      return modules.removeBinding(a, at);
    }
    if (action instanceof Action.SettleInventory) {
      return inventory.settle(at);
    }
    if (action instanceof Action.JustRewrite a) {
      return texts.just(a, at);
    }
    if (action instanceof Action.MarkdownRewrite a) {
      return texts.markdown(a, at);
    }
    if (action instanceof Action.TickBoxes a) {
      return boxes.tick(a, at);
    }
    if (action instanceof Action.ReportMentions a) {
      return texts.mentions(a, at);
    }
    if (action instanceof Action.RemoveOutput a) {
      return removals.output(a, at);
    }
    if (action instanceof Action.RemoveFromLists a) {
      return removals.lists(a, at);
    }
    if (action instanceof Action.RemoveInput a) {
      return removals.input(a, at);
    }
    if (action instanceof Action.DeployAs a) {
      return outputs.deployAs(a, at);
    }
    if (action instanceof Action.RefreshFile a) {
      return files.refresh(a, at);
    }
    if (action instanceof Action.Archive a) {
      return files.archive(a, at);
    }
    return files.create((Action.CreateFile) action, at);
  }
}
