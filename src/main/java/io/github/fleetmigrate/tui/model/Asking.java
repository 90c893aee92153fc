package io.github.fleetmigrate.tui.model;

import java.util.ArrayList;
import java.util.List;

/** What the engine asks while it connects to machines. No is the marked choice, and a passphrase is never shown. */
final class Asking {
  private Asking() {}

  static Step press(WizardModel model, Overlay.Ask o, Key key) {
    return o.question() instanceof SshQuestion.Passphrase ? passphrase(model, o, key) : trust(model, o, key);
  }

  private static Step passphrase(WizardModel model, Overlay.Ask o, Key key) {
    String text = OverlayKeys.typed(o.typed(), key);
    if (text != null) {
      return Step.to(model.over(new Overlay.Ask(o.question(), text, false)));
    }
    boolean none = key.name() == Key.Name.ESCAPE || o.typed().isEmpty();
    return Step.to(model.over(null), new Effect.Reply(none ? null : o.typed()));
  }

  private static Step trust(WizardModel model, Overlay.Ask o, Key key) {
    // Letters mark nothing here: the question may come while they are typed at the screen behind it.
    if (OverlayKeys.marksOther(key) && key.name() != Key.Name.CHARACTER) {
      return Step.to(model.over(new Overlay.Ask(o.question(), "", !o.yes())));
    }
    boolean no = key.is('n') || key.is('q') || key.name() == Key.Name.ESCAPE || key.name() == Key.Name.ENTER && !o.yes();
    if (no) {
      return Step.to(model.over(null), new Effect.Reply(null));
    }
    boolean yes = key.is('y') || key.name() == Key.Name.ENTER;
    return yes ? Step.to(model.over(null), new Effect.Reply("yes")) : Step.to(model);
  }

  static List<Line> lines(Overlay.Ask o, int width) {
    List<Line> out = new ArrayList<>();
    if (o.question() instanceof SshQuestion.Passphrase q) {
      out.addAll(Wrap.lines((q.again() ? "That is not its passphrase. " : "") + "Passphrase of " + q.keyFile() + ":", width, Role.TEXT, ""));
      out.addAll(Wrap.lines("It is kept nowhere. Without it the host is tried with other keys.", width, Role.MUTED, ""));
      out.add(Line.EMPTY);
      out.add(Line.of("> " + "\u2022".repeat(o.typed().length()), Role.ACCENT).and("\u2588", Role.ACCENT));
      return out;
    }
    SshQuestion.Trust q = (SshQuestion.Trust) o.question();
    out.addAll(Wrap.lines("The host key of " + q.host() + " port " + q.port() + " is not known:", width, Role.TEXT, ""));
    out.addAll(Wrap.lines(q.keyType() + " " + q.fingerprint(), width, Role.TITLE, "  "));
    out.addAll(
        Wrap.lines(
            "On the machine, ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub, or the file of that kind, prints the same. Trust it, and add it to your known_hosts?",
            width,
            Role.TEXT,
            ""));
    out.add(Line.EMPTY);
    out.add(Overlays.yesOrNo(o.yes()));
    return out;
  }
}
