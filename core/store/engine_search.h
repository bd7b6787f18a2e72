// One search in one engine's stream, newest line first: the lines that are not indexed yet, then what the postings
// say. Every line is opened and looked at before it is answered, so nothing is found that does not match.
#pragma once

#include "store/found_line.h"
#include "store/place_stream.h"

namespace nightbell {

class EngineSearch
{
public:
    // Reads the stream from after `indexed` to its end, which is meant to be short.
    static Result<std::unique_ptr<EngineSearch>> begin(Database &database, KeyRing &keys, const ClinicId &clinic,
                                                       const EngineId &engine, const SearchQuery &query, qint64 indexed,
                                                       qint64 before);

    void follow(std::vector<std::unique_ptr<PlaceStream>> streams) { m_streams = std::move(streams); }
    const EngineId &engine() const { return m_engine; }
    Result<std::optional<FoundLine>> next();

private:
    EngineSearch(Database &database, KeyRing &keys, const ClinicId &clinic, const EngineId &engine,
                 const SearchQuery &query, qint64 upTo);
    Result<std::optional<FoundLine>> lineAt(qint64 position);

    Database &m_database;
    KeyRing &m_keys;
    ClinicId m_clinic;
    EngineId m_engine;
    SearchQuery m_query;
    QList<FoundLine> m_tail; // oldest first
    std::vector<std::unique_ptr<PlaceStream>> m_streams;
    qint64 m_upTo; // the newest indexed line still to be looked at
};

} // namespace nightbell
