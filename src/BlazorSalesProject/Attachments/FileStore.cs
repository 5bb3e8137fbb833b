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
    public FileStore(string storagePath)
    {
        _root = Path.Combine(Path.GetFullPath(storagePath), "attachments");
        _arriving = Path.Combine(_root, "arriving");
    }

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
    /// Takes a stream in, never more than the limit and never into memory. Null when it is longer; an aborted or failed
    /// upload leaves nothing behind.
    /// </summary>
    public async Task<Arrived?> Take(Stream content, long most, CancellationToken stop)
    {
        Directory.CreateDirectory(_arriving);
        var id = Guid.CreateVersion7();
        var path = Path.Combine(_arriving, id.ToString("N"));
        var kept = false;
        try
        {
            long size = 0;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
            {
                var buffer = new byte[1 << 16];
                for (int read; (read = await Next(content, buffer, stop)) > 0;)
                {
                    size += read;
                    if (size > most)
                    {
                        return null;
                    }

                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), stop);
                }

                await file.FlushAsync(stop);
                file.Flush(flushToDisk: true);
            }

            kept = true;
            return new Arrived(this, path, id, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            if (!kept)
            {
                File.Delete(path);
            }
        }
    }

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

    private string PlaceOf(Guid id, string sha256) => Path.Combine(_root, sha256[..2], id.ToString("N"));
}
