using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime;
using System.Text;

/// <summary>
/// Loaded into a measured host by the runtime itself (DOTNET_STARTUP_HOOKS), so that its heap and its SQL statements can
/// be read without a line of measuring code in the product. Uses nothing but the base library.
/// </summary>
#pragma warning disable MA0047 // the runtime asks for this name in no namespace
internal static class StartupHook
#pragma warning restore MA0047
{
    private static long _statements;

    public static void Initialize()
    {
        var path = Environment.GetEnvironmentVariable("BENCH_PROBE");
        if (string.IsNullOrEmpty(path))
            return;
        DiagnosticListener.AllListeners.Subscribe(new Listeners());
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        new Thread(() => Answer(socket)) { IsBackground = true, Name = "bench probe" }.Start();
    }

    private static void Answer(Socket socket)
    {
        var question = new byte[16];
        while (true)
        {
            using var asker = socket.Accept();
            if (asker.Receive(question) == 0)
                continue;
            if (question[0] == (byte)'g')
            {
                for (var i = 0; i < 3; i++)
                {
                    GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    GC.WaitForPendingFinalizers();
                }
            }

            var answer = string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(false)} {Interlocked.Read(ref _statements)} {GC.GetTotalPauseDuration().TotalMilliseconds:0.0}");
            asker.Send(Encoding.ASCII.GetBytes(answer));
        }
    }

    private sealed class Listeners : IObserver<DiagnosticListener>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
                value.Subscribe(new Statements(), name => name == Statements.Executed);
        }
    }

    private sealed class Statements : IObserver<KeyValuePair<string, object?>>
    {
        public const string Executed = "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted";

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == Executed)
                Interlocked.Increment(ref _statements);
        }
    }
}
