using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace BlazorSalesProject.Bench.Circuits;

/// <summary>The wire format of a circuit, taken from the framework itself so that it can never drift from the server's.</summary>
public static class BlazorPack
{
    private const string ProtocolType = "Microsoft.AspNetCore.Components.Server.BlazorPack.BlazorPackHubProtocol";

    /// <summary>The framework's own protocol object; it keeps no state, so every client shares it.</summary>
    public static IHubProtocol Protocol { get; } = Create();

    /// <summary>What the server may call on a client, with the types it sends.</summary>
    public static IReadOnlyDictionary<string, Type[]> ServerCalls { get; } = new Dictionary<string, Type[]>
    {
        ["JS.AttachComponent"] = [typeof(int), typeof(string)],
        ["JS.BeginInvokeJS"] = [typeof(long), typeof(string), typeof(string), typeof(int), typeof(long), typeof(int)],
        ["JS.BeginTransmitStream"] = [typeof(long)],
        ["JS.EndInvokeDotNet"] = [typeof(string), typeof(bool), typeof(string)],
        ["JS.EndLocationChanging"] = [typeof(int), typeof(bool)],
        ["JS.EndUpdateRootComponents"] = [typeof(long)],
        ["JS.Error"] = [typeof(string)],
        ["JS.ReceiveByteArray"] = [typeof(int), typeof(byte[])],
        ["JS.RenderBatch"] = [typeof(long), typeof(byte[])],
        ["JS.SavePersistedState"] = [typeof(string), typeof(string), typeof(string)],
    };

    private static IHubProtocol Create()
    {
        var assembly = Assembly.Load("Microsoft.AspNetCore.Components.Server");
        var type = assembly.GetType(ProtocolType)
            ?? throw new InvalidOperationException($"This runtime has no {ProtocolType}: the circuit client has to learn its new protocol.");
        return (IHubProtocol)Activator.CreateInstance(type, nonPublic: true)!;
    }

    /// <summary>Tells the protocol which types to read; every answer to one of our calls is text or nothing.</summary>
    public sealed class Binder : IInvocationBinder
    {
        /// <summary>One binder serves all clients.</summary>
        public static Binder Instance { get; } = new();

        public IReadOnlyList<Type> GetParameterTypes(string methodName) =>
            ServerCalls.TryGetValue(methodName, out var types)
                ? types
                : throw new InvalidOperationException($"The server called {methodName}, which the circuit client does not know.");

        public Type GetReturnType(string invocationId) => typeof(string);

        public Type GetStreamItemType(string streamId) => typeof(byte[]);
    }
}
