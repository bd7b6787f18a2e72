// Plays a recording back, whichever form its file has, second by second from any second. What was not recorded, or is
// damaged, is silence of the right length. Belongs to one thread.
#pragma once

#include "audio/opus_pages.h"
#include "audio/recording_chunk.h"

#include <memory>

namespace nightbell {

enum class Track { Caller = 1, Heard = 2, Staff = 4 }; // Heard holds staff too, where the caller hears them
Q_DECLARE_FLAGS(Tracks, Track)
Q_DECLARE_OPERATORS_FOR_FLAGS(Tracks)

struct RecordedSecond // shorter at the end; empty behind it
{
    std::array<std::vector<std::int16_t>, recordedTracks> tracks; // 8,000 samples a second, all of one length
    bool damaged = false;                                         // a part of it does not open

    bool isEmpty() const { return tracks[0].empty(); }
};

std::vector<std::int16_t> mixed(const RecordedSecond &second, Tracks tracks);
std::vector<std::int16_t> leftAndRight(const RecordedSecond &second, Tracks left, Tracks right); // interleaved

class RecordingReader
{
public:
    // Every chunk is tried. Damaged: no recording, or nothing in it opens with this key; Newer; Unreachable.
    static Result<std::unique_ptr<RecordingReader>> open(const QString &path, const CallId &call, const SealKey &key);

    RecordingForm form() const { return m_found.form; }
    quint32 ticks() const { return m_ticks; } // its length
    int seconds() const { return int((m_ticks + ticksPerSecond - 1) / ticksPerSecond); }
    bool ended() const { return m_ended; }           // no: cut off, by a crash or by somebody
    int damages() const { return m_damages; }        // chunks that do not open, stand elsewhere or are missing
    qint64 bytesTorn() const { return m_bytesTorn; } // of a tail that a crash left; no damage

    void seek(int second) { m_next = quint32(qBound(0, second, seconds())) * ticksPerSecond; }
    RecordedSecond next();

private:
    struct Piece // of the recording, as one chunk holds it
    {
        FoundFrame where;
        quint32 ticks = 0;
    };
    RecordingReader(const QString &path, const CallId &call, const SealKey &key)
        : m_file(path)
        , m_call(call)
        , m_key(key)
    { }
    Result<> look();
    void take(const FoundFrame &frame, const QByteArray &plain);
    std::optional<QByteArray> plainOf(const FoundFrame &frame);
    void fill(RecordedSecond &second, quint32 from, const Piece &piece);
    bool decode(const Piece &piece);
    void decodeOpus(const Piece &piece, const QByteArray &plain);

    QFile m_file;
    CallId m_call;
    SealKey m_key;
    FoundFrames m_found;
    QList<Piece> m_pieces;    // in the order of their ticks
    QList<quint32> m_damaged; // ticks of chunks that do not open
    quint32 m_ticks = 0, m_next = 0;
    bool m_ended = false;
    int m_damages = 0, m_missing = 0;
    qint64 m_bytesTorn = 0;
    OpusPagesReader m_opus;
    OpusSound m_decoded;
    std::optional<quint32> m_decodedTick; // of the piece in m_decoded
};

} // namespace nightbell
