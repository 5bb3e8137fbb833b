using System.Diagnostics;

namespace BlazorSalesProject.Tests.House;

/// <summary>
/// A clean-up that happens even when the test run is killed: a shell that waits on a pipe only this process holds, and runs
/// its command when the pipe closes.
/// </summary>
public sealed class Guardian : IDisposable
{
    private readonly Process shell;

    /// <summary>Guards with a shell command; <c>$1</c>, <c>$2</c> … are the arguments.</summary>
    public Guardian(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        // Ctrl+C reaches the whole process group: the guardian has to outlive it.
        start.ArgumentList.Add($"trap '' INT TERM HUP; exec >/dev/null 2>&1; read -r _; {command}");
        start.ArgumentList.Add("guardian");
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        shell = Process.Start(start)!;
    }

    /// <summary>Cleans up now and waits until it is done.</summary>
    public void Dispose()
    {
        if (!shell.HasExited)
        {
            shell.StandardInput.Close();
            shell.WaitForExit(TimeSpan.FromSeconds(20));
        }

        shell.Dispose();
    }
}
