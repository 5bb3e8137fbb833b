using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace BlazorSalesProject.Bench.Hosts;

/// <summary>A measured host as a child process on a free loopback port; only the process started here is ever signalled.</summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private readonly Process _process;
    private readonly string _probe;

    private HostProcess(Process process, Uri address, string probe, TimeSpan startedIn)
    {
        _process = process;
        _probe = probe;
        Address = address;
        StartedIn = startedIn;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>From process start to the first page answered in full.</summary>
    public TimeSpan StartedIn { get; }

    /// <summary>Starts <c>dotnet dll arguments</c> and waits for the first page.</summary>
    public static async Task<HostProcess> StartAsync(
        string dll, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> settings, string firstPage, bool probe = true)
    {
        Directory.CreateDirectory(folder);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var socket = Path.Combine(folder, $"probe-{address.Port}.sock");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(dll))!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.GetFullPath(dll));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument.Replace("{url}", address.ToString(), StringComparison.Ordinal));
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "1";
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["Urls"] = address.ToString();
        if (probe)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(HostProcess).Assembly.Location;
            start.Environment["BENCH_PROBE"] = socket;
        }

        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        var log = new StringBuilder();
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(log, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
        while (clock.Elapsed < TimeSpan.FromSeconds(90))
        {
            if (process.HasExited)
                break;
            try
            {
                using var response = await http.GetAsync(firstPage);
                if ((int)response.StatusCode < 400)
                {
                    await response.Content.ReadAsByteArrayAsync();
                    return new HostProcess(process, address, socket, clock.Elapsed);
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(10);
        }

        string said;
        lock (log)
            said = log.ToString();
        if (!process.HasExited)
            process.Kill();
        throw new InvalidOperationException($"{Path.GetFileName(dll)} did not show {firstPage}. It said:\n{said}");
    }

    /// <summary>Live heap after full collections, in bytes.</summary>
    public async Task<long> HeapAsync() => (long)(await AskAsync("gc"))[0];

    /// <summary>SQL statements the host has run since it started.</summary>
    public async Task<long> StatementsAsync() => (long)(await AskAsync("look"))[1];

    /// <summary>Resident memory in bytes.</summary>
    public long Resident()
    {
        var line = File.ReadLines($"/proc/{Id}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, Terminate);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
        File.Delete(_probe);
    }

    private static void Keep(StringBuilder log, string? line)
    {
        lock (log)
        {
            if (line is not null && log.Length < 200_000)
                log.AppendLine(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<double[]> AskAsync(string question)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_probe));
        await socket.SendAsync(Encoding.ASCII.GetBytes(question));
        var answer = new byte[200];
        var length = await socket.ReceiveAsync(answer);
        return [.. Encoding.ASCII.GetString(answer, 0, length).Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
