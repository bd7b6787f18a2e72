#include "audio/recording_reader.h"

#include "audio/g711.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr bool overlap(quint32 from, quint32 count, quint32 other, quint32 otherCount)
{
    return from < other + otherCount && other < from + count;
}

std::int16_t sumOf(const RecordedSecond &second, Tracks tracks, std::size_t sample)
{
    int sum = 0;
    for (std::size_t track = 0; track < recordedTracks; ++track)
        if (tracks.testFlag(Track(1 << track)))
            sum += second.tracks[track][sample];
    return std::int16_t(std::clamp(sum, -32768, 32767));
}

} // namespace

std::vector<std::int16_t> mixed(const RecordedSecond &second, Tracks tracks)
{
    std::vector<std::int16_t> samples(second.tracks[0].size());
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = sumOf(second, tracks, i);
    return samples;
}

std::vector<std::int16_t> leftAndRight(const RecordedSecond &second, Tracks left, Tracks right)
{
    std::vector<std::int16_t> samples(second.tracks[0].size() * 2);
    for (std::size_t i = 0; i < second.tracks[0].size(); ++i) {
        samples[2 * i] = sumOf(second, left, i);
        samples[2 * i + 1] = sumOf(second, right, i);
    }
    return samples;
}

Result<std::unique_ptr<RecordingReader>> RecordingReader::open(const QString &path, const CallId &call,
                                                               const SealKey &key)
{
    std::unique_ptr<RecordingReader> reader(new RecordingReader(path, call, key));
    if (!reader->m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Problem{Problem::Kind::Unreachable, QStringLiteral("the recording cannot be opened")};
    auto found = findFrames(reader->m_file);
    if (!found)
        return found.problem();
    reader->m_found = std::move(found).value();
    if (const Result<> looked = reader->look(); !looked)
        return looked.problem();
    return reader;
}

Result<> RecordingReader::look()
{
    m_damages = m_found.strange;
    m_bytesTorn = m_file.size() - m_found.whole;
    quint32 expected = 0;
    int opened = 0;
    for (const FoundFrame &frame : m_found.frames) {
        const auto plain = plainOf(frame);
        if (!plain || frame.head.number < expected) {
            m_damaged << frame.head.tick;
            ++m_damages;
            continue;
        }
        ++opened;
        take(frame, *plain);
        m_missing += int(frame.head.number - expected);
        expected = frame.head.number + 1;
    }
    m_damages += std::max(0, m_missing - int(m_damaged.size())); // one that does not open is missing, but told already
    if (opened == 0 && !m_found.frames.isEmpty())
        return Problem{Problem::Kind::Damaged,
                       QStringLiteral("nothing in the recording opens: a wrong key, or damage")};
    std::ranges::stable_sort(m_pieces, {}, [](const Piece &piece) { return piece.where.head.tick; });
    return {};
}

void RecordingReader::take(const FoundFrame &frame, const QByteArray &plain)
{
    const auto kind = kindOfChunk(plain);
    m_ended = kind == ChunkKind::Ended;
    quint32 ticks = 0;
    if (form() == RecordingForm::Opus)
        ticks = opusPieceOf(plain).value_or(OpusPiece{}).ticks;
    else if (const auto codes = ticksOf(plain))
        ticks = quint32(codes->size());
    if (ticks)
        m_pieces << Piece{frame, ticks};
    m_ticks = std::max(m_ticks, frame.head.tick + ticks);
}

std::optional<QByteArray> RecordingReader::plainOf(const FoundFrame &frame)
{
    if (!m_file.seek(frame.offset))
        return std::nullopt;
    auto plain = unseal(m_key, m_file.read(frame.head.length), aboutChunk(m_call, m_found.head, frame.head));
    return plain ? std::optional(std::move(plain).value()) : std::nullopt;
}

RecordedSecond RecordingReader::next()
{
    const quint32 from = m_next, count = std::min(quint32(ticksPerSecond), m_ticks - std::min(m_ticks, m_next));
    m_next += count;
    RecordedSecond second;
    for (auto &track : second.tracks)
        track.resize(count * tickSamples);
    const quint32 ofAChunk = form() == RecordingForm::Opus ? opusPieceTicks : quint32(chunkTicks);
    for (const quint32 tick : m_damaged)
        second.damaged |= overlap(tick, ofAChunk, from, count);
    const auto first = std::ranges::lower_bound(m_pieces, from < ofAChunk ? 0 : from - ofAChunk, {},
                                                [](const Piece &piece) { return piece.where.head.tick; });
    for (auto piece = first; piece != m_pieces.end() && piece->where.head.tick < from + count; ++piece)
        if (overlap(piece->where.head.tick, piece->ticks, from, count))
            fill(second, from, *piece);
    return second;
}

void RecordingReader::fill(RecordedSecond &second, quint32 from, const Piece &piece)
{
    if (m_decodedTick != piece.where.head.tick && !decode(piece)) {
        second.damaged = true; // it opened when the file was looked through
        return;
    }
    const qint64 shift = (qint64(piece.where.head.tick) - from) * qint64(tickSamples);
    for (std::size_t track = 0; track < recordedTracks; ++track) {
        const std::vector<std::int16_t> &sound = m_decoded[track];
        std::vector<std::int16_t> &into = second.tracks[track];
        const qint64 begin = std::max<qint64>(0, -shift),
                     end = std::min(qint64(sound.size()), qint64(into.size()) - shift);
        if (begin < end)
            std::copy(sound.begin() + begin, sound.begin() + end, into.begin() + begin + shift);
    }
}

bool RecordingReader::decode(const Piece &piece)
{
    const auto plain = plainOf(piece.where);
    if (!plain)
        return false;
    if (form() == RecordingForm::Opus) {
        decodeOpus(piece, *plain);
    } else {
        const auto ticks = ticksOf(*plain).value_or(std::vector<TickTracks>());
        for (std::size_t track = 0; track < recordedTracks; ++track) {
            m_decoded[track].resize(ticks.size() * tickSamples);
            for (std::size_t i = 0; i < ticks.size(); ++i)
                std::ranges::transform(ticks[i].codes[track],
                                       m_decoded[track].begin() + std::ptrdiff_t(i * tickSamples), fromMuLaw);
        }
    }
    m_decodedTick = piece.where.head.tick;
    return true;
}

// The coder remembers: it must have heard what comes before, or the first moments sound wrong.
void RecordingReader::decodeOpus(const Piece &piece, const QByteArray &plain)
{
    const quint32 tick = piece.where.head.tick;
    if (!m_decodedTick || *m_decodedTick + opusPieceTicks != tick) {
        m_opus.startAnew();
        const auto before =
            std::ranges::find(m_pieces, tick - opusPieceTicks, [](const Piece &each) { return each.where.head.tick; });
        if (before != m_pieces.end())
            if (const auto heard = plainOf(before->where))
                m_opus.read(opusPieceOf(*heard).value_or(OpusPiece{}).pages);
    }
    m_decoded = m_opus.read(opusPieceOf(plain).value_or(OpusPiece{}).pages, piece.ticks);
}

} // namespace nightbell
