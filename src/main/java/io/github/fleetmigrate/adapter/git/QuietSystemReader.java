package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit's window on the system, without two of its habits: measuring the file system's clock for seconds with probe
 * files in the repository, and keeping the result in a file of its own in the home folder. It is given an answer
 * instead, a coarse one: a file changed within that time after it was read is read again. And where the configuration
 * says nothing else, objects and refs are written through to the disk.
 */
final class QuietSystemReader extends SystemReader.Delegate {
  private static final String RESOLUTION = "20 milliseconds";

  private final FileBasedConfig answers;

  private QuietSystemReader(SystemReader delegate) {
    super(delegate);
    this.answers =
        new FileBasedConfig(null, null, FS.DETECTED) {
          @Override
          public void load() {
            // There is no file.
          }

          @Override
          public void save() {
            // There is no file.
          }

          @Override
          public boolean isOutdated() {
            return false;
          }
        };
    // What the journal says is committed must be there after a power failure too.
    answers.setBoolean("core", null, "fsyncObjectFiles", true);
    answers.setBoolean("core", null, "fsyncRefFiles", true);
  }

  /**
   * JGit has one reader for the whole process: this puts ours in its place, once.
   *
   * @param folders existing ones on every file system that will be read
   */
  static void install(Path... folders) throws IOException {
    SystemReader now = SystemReader.getInstance();
    QuietSystemReader quiet = now instanceof QuietSystemReader ours ? ours : new QuietSystemReader(now);
    for (Path folder : folders) {
      quiet.answerFor(folder);
    }
    if (quiet != now) {
      SystemReader.setInstance(quiet);
    }
  }

  private synchronized void answerFor(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    String key = System.getProperty("java.vendor") + '|' + System.getProperty("java.version") + '|' + store.name();
    answers.setString(
        ConfigConstants.CONFIG_FILESYSTEM_SECTION, key, ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION, RESOLUTION);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return answers;
  }
}
