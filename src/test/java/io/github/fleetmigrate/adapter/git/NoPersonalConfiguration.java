package io.github.fleetmigrate.adapter.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps JGit from the configuration of whoever runs the tests, as {@link GitFixture#ENVIRONMENT} does for git. */
final class NoPersonalConfiguration implements BeforeEachCallback, AfterEachCallback {
  private final SystemReader real = SystemReader.getInstance();

  @Override
  public void beforeEach(ExtensionContext context) {
    SystemReader.setInstance(
        new SystemReader.Delegate(real) {
          @Override
          public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return new EmptyConfig(parent);
          }

          @Override
          public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            return new EmptyConfig(parent);
          }
        });
  }

  @Override
  public void afterEach(ExtensionContext context) {
    SystemReader.setInstance(real);
  }

  private static final class EmptyConfig extends FileBasedConfig {
    EmptyConfig(Config parent) {
      super(parent, null, FS.DETECTED);
    }

    @Override
    public void load() {
      // There is no file.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
