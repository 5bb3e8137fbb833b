using System.Security.Cryptography;
using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Attachments;

/// <summary>
/// Where the bytes of attachments lie: outside of what is served, under names of ours (<c>prefix of the hash/id</c>), so that
/// nothing a person types ever becomes a path (rule D-13).
/// </summary>
public sealed class FileStore
{
    private readonly string _root;
    private readonly string _arriving;

    /// <param name="storagePath">The folder of the setting Storage:Path.</param>
    /// <param name="largestFile">Bytes, from the setting Storage:LargestFileMegabytes.</param>
    public FileStore(string storagePath, long largestFile = Limits.UploadBytes)
    {
        LargestFile = largestFile;
        _root = Path.Combine(Path.GetFullPath(storagePath), "attachments");
        _arriving = Path.Combine(_root, "arriving");
    }

    /// <summary>Bytes one file may have.</summary>
    public long LargestFile { get; }

    /// <summary>A file that came in completely and is not kept yet; disposing it throws it away unless it was kept.</summary>
    public sealed class Arrived(FileStore store, string path, Guid id, long size, string sha256) : IDisposable
    {
        public Guid Id => id;

        public long Size => size;

        public string Sha256 => sha256;

        public FileStream Look() => new(path, FileMode.Open, FileAccess.Read, FileShare.Read);

        /// <summary>Puts it in its final place by renaming: it is there whole or not at all.</summary>
        public void Keep()
        {
            var place = store.PlaceOf(id, sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(path, place, overwrite: false);
        }

        public void Dispose() => File.Delete(path);
    }

    /// <summary>
    /// Adds a piece to a file on its way, never beyond the limit and never into memory. What came before the line broke stays, safe on
    /// the disk, for the sender to go on from.
    /// </summary>
    /// <exception cref="OperationCanceledException">The sender went away.</exception>
    public async Task<Appended> Append(Guid id, long offset, long most, Stream content, CancellationToken stop)
    {
        Directory.CreateDirectory(_arriving);
        FileStream file;
        try
        {
            file = new FileStream(ArrivingAt(id), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        }
        catch (IOException)
        {
            // The piece before is still coming in, on a line its sender has given up.
            return Appended.OutOfStep;
        }

        await using (file)
        {
            if (file.Length != offset)
            {
                return Appended.OutOfStep;
            }

            file.Position = offset;
            try
            {
                var buffer = new byte[1 << 16];
                for (int read; (read = await Next(content, buffer, stop)) > 0;)
                {
                    if (file.Position + read > most)
                    {
                        return Appended.TooMuch;
                    }

                    await file.WriteAsync(buffer.AsMemory(0, read), stop);
                }
            }
            finally
            {
                await file.FlushAsync(CancellationToken.None);
                file.Flush(flushToDisk: true);
            }

            return Appended.Taken;
        }
    }

    /// <summary>Bytes of a file on its way that have arrived.</summary>
    public long Received(Guid id) => new FileInfo(ArrivingAt(id)) is { Exists: true } file ? file.Length : 0;

    /// <summary>A file that has arrived to its last byte.</summary>
    public async Task<Arrived> Whole(Guid id, CancellationToken stop)
    {
        await using var file = new FileStream(ArrivingAt(id), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        return new Arrived(this, ArrivingAt(id), id, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop)));
    }

    /// <summary>Throws away what has arrived of a file.</summary>
    public void GiveUp(Guid id) => File.Delete(ArrivingAt(id));

    /// <summary>A browser that went away is no fault of ours: nobody waits for an answer any more.</summary>
    private static async Task<int> Next(Stream content, byte[] buffer, CancellationToken stop)
    {
        try
        {
            return await content.ReadAsync(buffer, stop);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new OperationCanceledException("The upload broke off.", e, stop);
        }
    }

    /// <summary>Opens a kept file for reading; null when the disk does not have it.</summary>
    public FileStream? Open(Guid id, string sha256)
    {
        var place = PlaceOf(id, sha256);
        return File.Exists(place) ? new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true) : null;
    }

    public void Throw(Guid id, string sha256) => File.Delete(PlaceOf(id, sha256));

    /// <summary>Files last written before a moment (UTC): kept ones with their id, and half-arrived ones.</summary>
    public IEnumerable<(string Path, Guid? Id)> OlderThan(DateTime before)
    {
        if (!Directory.Exists(_root))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            if (File.GetLastWriteTimeUtc(path) < before)
            {
                yield return (path, Path.GetDirectoryName(path) != _arriving && Guid.TryParseExact(Path.GetFileName(path), "N", out var id) ? id : null);
            }
        }
    }

    private string ArrivingAt(Guid id) => Path.Combine(_arriving, id.ToString("N"));

    private string PlaceOf(Guid id, string sha256) => Path.Combine(_root, sha256[..2], id.ToString("N"));
}

/// <summary>What became of a piece of a file.</summary>
public enum Appended
{
    Taken,

    /// <summary>It begins elsewhere than where the file has come to.</summary>
    OutOfStep,

    /// <summary>More came than was announced.</summary>
    TooMuch,
}
