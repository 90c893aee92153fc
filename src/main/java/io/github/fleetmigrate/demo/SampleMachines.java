package io.github.fleetmigrate.demo;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sample's machines: folders in which stands what each of them runs. A login on one runs the commands here, with programs
 * before all others that answer for the machine. Nothing is ever connected to.
 */
public final class SampleMachines implements RemoteHosts {
  private static final int SSH = 22;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final SampleFleet.Layout sample;
  private final CommandRunner commands;
  private final String nix;

  /**
   * @param commands runs programs here
   * @param nix the program that evaluates what a machine runs: a path, or a name to be found in PATH
   */
  public SampleMachines(SampleFleet.Layout sample, CommandRunner commands, String nix) {
    this.sample = sample;
    this.commands = commands;
    this.nix = nix;
  }

  /**
   * Lets every machine that runs nothing yet run what the repository describes. Before the first change of it that is what
   * deploy-rs had deployed.
   */
  public synchronized void begin(Cancellation cancellation) throws IOException {
    for (String host : names()) {
      if (!Files.exists(folder(host).resolve("generation"))) {
        CommandRunner.Call call =
            new CommandRunner.Call(
                List.of(sample.machine().toString(), "begin", "git+file://" + sample.repository()), null, environment(), LIMIT);
        CommandRunner.Result result = commands.run(call, cancellation, line -> {});
        if (!result.succeeded()) {
          String said =
              result.errors().lines().filter(l -> !l.startsWith("warning:")).findFirst().orElse("nix was stopped");
          throw new IOException("what the sample's machines run cannot be told: " + said);
        }
        return;
      }
    }
  }

  @Override
  public RemoteSession open(Target target, Limits limits, Cancellation cancellation) throws RemoteFailure {
    Address at =
        new Address(
            target.host(),
            Objects.requireNonNullElse(target.port(), SSH),
            Objects.requireNonNullElse(target.user(), System.getProperty("user.name")));
    try {
      Optional<String> host = named(target.host());
      if (host.isEmpty()) {
        throw new RemoteFailure(
            Stage.REACH,
            at,
            target.host() + " is no machine of the sample, and the demo connects to no other",
            "answer with the address of one of its machines: " + String.join(", ", addresses().keySet()));
      }
      begin(cancellation);
      return new Played(host.get(), at);
    } catch (IOException e) {
      throw new RemoteFailure(Stage.REACH, at, e.getMessage(), "`fleet-migrate doctor` says whether nix can be used");
    }
  }

  /** What programs of the sample find their machines by, and their nix. */
  Map<String, String> environment() {
    String program = commands.find(nix).map(Path::toString).orElse(nix);
    return Map.of("FLEET_MACHINES", sample.machines().toString(), "FLEET_NIX", program);
  }

  /** Runs arguments on a machine as a user of it; the machine has its own programs before those of this one. */
  CommandRunner.Result on(
      String host, String user, List<String> arguments, Duration timeout, Cancellation cancellation, CommandRunner.Listener listener)
      throws IOException {
    List<String> call =
        new ArrayList<>(List.of("sh", "-c", "PATH=\"$0:$PATH\"; export PATH; exec \"$@\"", sample.stubs().toString()));
    call.addAll(arguments);
    Map<String, String> machine = Map.of("FLEET_MACHINE", folder(host).toString(), "FLEET_USER", user);
    return commands.run(new CommandRunner.Call(call, null, machine, timeout), cancellation, listener);
  }

  private Optional<String> named(String address) throws IOException {
    return Optional.ofNullable(addresses().get(address));
  }

  /** Machines by what each is reached at. */
  private Map<String, String> addresses() throws IOException {
    Map<String, String> out = new LinkedHashMap<>();
    for (String host : names()) {
      for (String address : Files.readAllLines(folder(host).resolve("addresses"))) {
        out.put(address, host);
      }
    }
    return out;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(sample.machines())) {
      return all.filter(machine -> Files.exists(machine.resolve("addresses")))
          .map(machine -> machine.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private Path folder(String host) {
    return sample.machines().resolve(host);
  }

  /** A login on a machine of the sample. */
  private final class Played implements RemoteSession {
    private final String host;
    private final Address at;

    private Played(String host, Address at) {
      this.host = host;
      this.at = at;
    }

    @Override
    public Address address() {
      return at;
    }

    @Override
    public String hostKey() {
      return "none is needed";
    }

    @Override
    public String remark() {
      return "the demo plays it";
    }

    @Override
    public CommandRunner.Result run(List<String> arguments, Duration timeout, Cancellation cancellation)
        throws IOException {
      return on(host, at.user(), arguments, timeout, cancellation, new CommandRunner.Listener() {});
    }

    @Override
    public void close() {
      // There is no connection.
    }
  }
}
