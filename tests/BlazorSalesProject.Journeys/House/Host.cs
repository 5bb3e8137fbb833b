using System.Collections.Concurrent;
using System.Diagnostics;
using BlazorSalesProject.Tests.House;

namespace BlazorSalesProject.Journeys.House;

/// <summary>
/// The real web host as a process of its own, as it was built, with demo data on a database of its own and mail to a sink. It can
/// be killed like by a power cut and started again on the same database and address.
/// </summary>
public sealed class Host : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> log = new();
    private readonly Dictionary<string, string> settings;
    private Process? process;
    private Guardian? guardian;

    private Host(string provider, string connectionString, IReadOnlyDictionary<string, string>? more)
    {
        Provider = provider;
        ConnectionString = connectionString;
        Address = new($"http://127.0.0.1:{FreePort.Next()}");
        settings = new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Urls"] = Address.ToString().TrimEnd('/'),
            ["Database__Provider"] = provider,
            ["ConnectionStrings__Default"] = connectionString,
            ["Storage__Path"] = TemporaryFolder.New("storage"),
            ["Demo__Enabled"] = "true",
            ["Mail__Host"] = "127.0.0.1",
            ["Mail__Port"] = Mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            settings[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>"Sqlite" or "PostgreSql".</summary>
    public string Provider { get; }

    /// <summary>Its database; the test may look into it.</summary>
    public string ConnectionString { get; }

    /// <summary>Where its mails arrive.</summary>
    public SmtpSink Mail { get; } = SmtpSink.Start();

    /// <summary>What it has logged.</summary>
    public string Log => string.Join('\n', log);

    /// <summary>Its process id, 0 while it is down.</summary>
    public int ProcessId => process is { HasExited: false } ? process.Id : 0;

    /// <summary>Starts a host of one's own and waits until it is ready. Settings are named as in appsettings ("Mail:Host").</summary>
    public static async Task<Host> Start(string provider = Database.Sqlite, IReadOnlyDictionary<string, string>? settings = null)
    {
        var host = Prepare(provider, settings);
        try
        {
            await host.Up();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>A host of one's own that has not been started.</summary>
    public static Host Prepare(string provider = Database.Sqlite, IReadOnlyDictionary<string, string>? settings = null) =>
        new(provider, provider == Database.Sqlite ? SqliteFile.CreateEmpty() : PostgresServer.Shared.CreateEmptyDatabase(), settings);

    /// <summary>Another node on the same database and file store that has not been started; <see cref="Restart"/> starts it.</summary>
    public Host Another()
    {
        var same = settings.Where(s => s.Key is not ("Urls" or "Mail__Host" or "Mail__Port")).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        return new(Provider, ConnectionString, same);
    }

    /// <summary>Sends it a signal ("STOP", "CONT", "TERM").</summary>
    public void Signal(string name) => Run.ToEnd("/bin/sh", "-c", $"kill -{name} {ProcessId}");

    /// <summary>Ends it at once, like a power cut (SIGKILL), and waits until it is gone.</summary>
    public void Kill()
    {
        process?.Kill();
        process?.WaitForExit();
    }

    /// <summary>Asks it to stop in order (SIGTERM) and waits until it is gone; returns its exit code.</summary>
    public int Stop()
    {
        if (process is { HasExited: false })
        {
            Run.ToEnd("/bin/sh", "-c", $"kill -TERM {process.Id}");
            if (!process.WaitForExit(TimeSpan.FromSeconds(20)))
            {
                throw new TimeoutException($"The host did not stop within 20 seconds.\n{Log}");
            }
        }

        return process?.ExitCode ?? 0;
    }

    /// <summary>Starts it again on the same database and address, and waits until it is ready.</summary>
    public async Task Restart()
    {
        Kill();
        await Up();
    }

    /// <summary>Starts a process with the same settings but these, on another port, and waits until it gives up: its exit code and what it said.</summary>
    public async Task<(int ExitCode, string Said)> StartBeside(params (string Name, string Value)[] settings)
    {
        var start = Command();
        start.Environment["Urls"] = $"http://127.0.0.1:{FreePort.Next()}";
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return await ToEnd(start, TimeSpan.FromSeconds(60));
    }

    /// <summary>Runs a command of the program with this host's settings ("import", …) to its end: its exit code and what it said.</summary>
    public async Task<(int ExitCode, string Said)> RunCommand(params string[] arguments)
    {
        var start = Command();
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return await ToEnd(start, TimeSpan.FromMinutes(3));
    }

    /// <summary>Waits until /health/ready says yes.</summary>
    public async Task WaitUntilReady()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var patience = Stopwatch.StartNew();
        while (true)
        {
            if (process!.HasExited)
            {
                throw new InvalidOperationException($"The host ended with exit code {process.ExitCode}.\n{Log}");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // It is still starting.
            }

            if (patience.Elapsed > TimeSpan.FromSeconds(90))
            {
                throw new TimeoutException($"The host was not ready within 90 seconds.\n{Log}");
            }

            await Task.Delay(100);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Kill();
        guardian?.Dispose();
        process?.Dispose();
        Mail.Dispose();
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "out", "journeys")).FullName;
        File.WriteAllText(Path.Combine(folder, $"host-{Address.Port}.log"), Log);
        return ValueTask.CompletedTask;
    }

    private async Task Up()
    {
        guardian?.Dispose();
        process?.Dispose();
        process = Process.Start(Command())!;
        guardian = Guard(process);
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReady();
    }

    private static async Task<(int ExitCode, string Said)> ToEnd(ProcessStartInfo start, TimeSpan patience)
    {
        using var running = Process.Start(start)!;
        using var watch = Guard(running);
        using var enough = new CancellationTokenSource(patience);
        var said = Task.WhenAll(running.StandardOutput.ReadToEndAsync(enough.Token), running.StandardError.ReadToEndAsync(enough.Token));
        await running.WaitForExitAsync(enough.Token);
        return (running.ExitCode, string.Concat(await said).Trim());
    }

    private ProcessStartInfo Command()
    {
        var web = Path.Combine(Repository.Root, "src", "BlazorSalesProject.Web");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = web,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(web, "bin", Repository.Configuration, "net10.0", "BlazorSalesProject.Web.dll"));
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static Guardian Guard(Process process) =>
        new("grep -q BlazorSalesProject.Web /proc/$1/cmdline && kill -9 $1", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private void Write(string? line)
    {
        if (line is not null)
        {
            log.Enqueue(line);
        }
    }
}
