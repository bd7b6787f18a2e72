#include "store/place_stream.h"

#include <algorithm>

namespace nightbell {
namespace {

class PlacesOfWord : public PlaceStream
{
public:
    PlacesOfWord(const PostingRows &rows, const EngineId &engine, const QString &word)
        : m_rows(rows)
        , m_engine(engine)
        , m_term(rows.termOf(word))
    { }

    Result<Place> atOrBefore(Place place) override
    {
        while (!m_exhausted && (m_segment.places.isEmpty() || place < m_segment.places.front())) {
            const qint64 line =
                m_segment.places.isEmpty() ? lineOf(place) : std::min(lineOf(place), m_segment.first - 1);
            auto segment = m_rows.segmentAt(m_term, m_engine, line);
            if (!segment)
                return segment.problem();
            m_segment = std::move(segment).value();
            m_left = m_segment.places.size();
            m_exhausted = m_segment.places.isEmpty();
        }
        if (m_exhausted)
            return nowhere;
        const auto begin = m_segment.places.cbegin();
        m_left = std::upper_bound(begin, begin + m_left, place) - begin;
        return m_segment.places[m_left - 1];
    }

private:
    const PostingRows &m_rows;
    EngineId m_engine;
    QByteArray m_term;
    PostingRows::Segment m_segment;
    qsizetype m_left = 0; // how many of the segment's places may still be asked for
    bool m_exhausted = false;
};

class PlacesOfAny : public PlaceStream
{
public:
    explicit PlacesOfAny(std::vector<std::unique_ptr<PlaceStream>> streams)
        : m_streams(std::move(streams))
        , m_last(m_streams.size(), std::numeric_limits<Place>::max())
    { }

    Result<Place> atOrBefore(Place place) override
    {
        Place newest = nowhere;
        for (size_t i = 0; i < m_streams.size(); ++i) {
            if (m_last[i] > place) {
                const Result<Place> found = m_streams[i]->atOrBefore(place);
                if (!found)
                    return found;
                m_last[i] = found.value();
            }
            newest = std::max(newest, m_last[i]);
        }
        return newest;
    }

private:
    std::vector<std::unique_ptr<PlaceStream>> m_streams;
    std::vector<Place> m_last;
};

class PlacesInARow : public PlaceStream
{
public:
    explicit PlacesInARow(std::vector<std::unique_ptr<PlaceStream>> streams) : m_streams(std::move(streams)) { }

    Result<Place> atOrBefore(Place place) override
    {
        for (Place from = place;;) {
            const Result<Place> start = m_streams.front()->atOrBefore(from);
            if (!start || start.value() == nowhere)
                return start;
            Place wanted = start.value();
            Place missed = wanted;
            for (size_t i = 1; i < m_streams.size() && missed == wanted; ++i) {
                wanted = placeAfter(wanted);
                const Result<Place> found = m_streams[i]->atOrBefore(wanted);
                if (!found || found.value() == nowhere)
                    return found;
                missed = found.value();
            }
            if (missed == wanted)
                return start;
            from = std::min(start.value() - 1, missed);
            if (from < 0)
                return nowhere;
        }
    }

private:
    std::vector<std::unique_ptr<PlaceStream>> m_streams;
};

} // namespace

std::unique_ptr<PlaceStream> placesOfWord(const PostingRows &rows, const EngineId &engine, const QString &word)
{
    return std::make_unique<PlacesOfWord>(rows, engine, word);
}

std::unique_ptr<PlaceStream> placesOfAny(std::vector<std::unique_ptr<PlaceStream>> streams)
{
    return std::make_unique<PlacesOfAny>(std::move(streams));
}

std::unique_ptr<PlaceStream> placesInARow(std::vector<std::unique_ptr<PlaceStream>> streams)
{
    Q_ASSERT(!streams.empty());
    if (streams.size() == 1)
        return std::move(streams.front());
    return std::make_unique<PlacesInARow>(std::move(streams));
}

Result<qint64> lineOfAll(const std::vector<std::unique_ptr<PlaceStream>> &streams, qint64 line)
{
    qint64 candidate = line;
    for (size_t agreeing = 0, i = 0; agreeing < streams.size() && candidate >= 0; i = (i + 1) % streams.size()) {
        const Result<Place> found = streams[i]->atOrBefore(lastPlaceIn(candidate));
        if (!found)
            return found.problem();
        const qint64 at = found.value() == nowhere ? nowhere : lineOf(found.value());
        agreeing = at == candidate ? agreeing + 1 : 1;
        candidate = at;
    }
    return candidate;
}

} // namespace nightbell
