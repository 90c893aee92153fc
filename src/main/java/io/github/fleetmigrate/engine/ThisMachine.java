package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The machine that one sits at, asked as the others are: a host that is applied locally has no address. */
final class ThisMachine implements RemoteHosts {
  private final CommandRunner commands;

  ThisMachine(CommandRunner commands) {
    this.commands = commands;
  }

  @Override
  public RemoteSession open(Target target, Limits limits, Cancellation cancellation) {
    return new Local();
  }

  private final class Local implements RemoteSession {
    @Override
    public Address address() {
      return new Address("this machine", 0, System.getProperty("user.name"));
    }

    @Override
    public String hostKey() {
      return "none is needed";
    }

    @Override
    public String remark() {
      return null;
    }

    @Override
    public CommandRunner.Result run(List<String> arguments, Duration timeout, Cancellation cancellation)
        throws IOException {
      return commands.run(new CommandRunner.Call(arguments, null, Map.of(), timeout), cancellation, line -> {});
    }

    @Override
    public void close() {
      // There is no connection.
    }
  }
}
