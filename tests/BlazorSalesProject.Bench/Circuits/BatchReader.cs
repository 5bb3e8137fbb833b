using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace BlazorSalesProject.Bench.Circuits;

/// <summary>Reads one render batch as the browser's script does: fixed-size entries, tables of positions at the end.</summary>
public readonly struct BatchReader
{
    private const int FrameSize = 20;
    private const int EditSize = 16;

    private readonly byte[] _data;
    private readonly int _updated;
    private readonly int _frames;
    private readonly int _disposed;
    private readonly int _strings;

    /// <summary>Takes the bytes of one batch as they came over the wire.</summary>
    public BatchReader(byte[] data)
    {
        _data = data;
        var tail = data.Length - 20;
        _updated = Int(tail);
        _frames = Int(tail + 4);
        _disposed = Int(tail + 8);
        _strings = Int(tail + 16);
    }

    public int UpdatedComponents => Int(_updated);

    public int DisposedComponents => Int(_disposed);

    public int DisposedComponent(int index) => Int(_disposed + 4 + (4 * index));

    /// <summary>Position of the n-th component's changes.</summary>
    public Diff Component(int index)
    {
        var at = Int(_updated + 4 + (4 * index));
        return new Diff(Int(at), Int(at + 4), at + 8);
    }

    public Edit Edit(in Diff diff, int index)
    {
        var at = diff.FirstEdit + (EditSize * index);
        return new Edit((EditType)Int(at), Int(at + 4), Int(at + 8), Int(at + 12));
    }

    public Frame Frame(int index)
    {
        var at = _frames + 4 + (FrameSize * index);
        return new Frame((FrameType)Int(at), Int(at + 4), Int(at + 8), BinaryPrimitives.ReadUInt64LittleEndian(_data.AsSpan(at + 12)));
    }

    public string? Text(int stringIndex)
    {
        if (stringIndex < 0)
            return null;
        var at = Int(_strings + (4 * stringIndex));
        int length = 0, shift = 0;
        byte part;
        do
        {
            part = _data[at++];
            length |= (part & 0x7F) << shift;
            shift += 7;
        }
        while ((part & 0x80) != 0);
        return Encoding.UTF8.GetString(_data, at, length);
    }

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(_data.AsSpan(at));
}

/// <summary>The changes of one component within a batch.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Diff(int ComponentId, int Edits, int FirstEdit);

/// <summary>One change; <c>Reference</c> is a frame or, in a permutation, the position to move to.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Edit(EditType Type, int Sibling, int Reference, int RemovedName);

/// <summary>One described node; what A, B and C mean depends on the type.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Frame(FrameType Type, int A, int B, ulong C);

public enum EditType
{
    None,
    PrependFrame,
    RemoveFrame,
    SetAttribute,
    RemoveAttribute,
    UpdateText,
    StepIn,
    StepOut,
    UpdateMarkup,
    PermutationListEntry,
    PermutationListEnd,
}

public enum FrameType
{
    None,
    Element,
    Text,
    Attribute,
    Component,
    Region,
    ElementReferenceCapture,
    ComponentReferenceCapture,
    Markup,
    ComponentRenderMode,
    NamedEvent,
}
