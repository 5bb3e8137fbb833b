namespace BlazorSalesProject.Web.Files;

/// <summary>Holds what the zip writer spells synchronously until it is sent on asynchronously: a response body refuses anything else.</summary>
internal sealed class PendingStream : Stream
{
    private readonly MemoryStream pending = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public async Task SendTo(Stream output, CancellationToken stop)
    {
        await output.WriteAsync(pending.GetBuffer().AsMemory(0, (int)pending.Length), stop);
        pending.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => pending.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => pending.Write(buffer);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
