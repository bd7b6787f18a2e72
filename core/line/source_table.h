// What is remembered of senders, each a record of its own: bounded, the one longest unheard of is forgotten first. An
// IPv6 sender is its /64, for that much belongs to anybody who has one address.
#pragma once

#include <QHostAddress>
#include <QtEndian>

#include <list>
#include <unordered_map>

namespace nightbell {

struct SourceKey
{
    quint64 network = 0;
    quint64 host = 0; // IPv4 only

    bool operator==(const SourceKey &) const = default;
};

inline SourceKey sourceKey(const QHostAddress &source)
{
    bool isIPv4 = false;
    if (const quint32 address = source.toIPv4Address(&isIPv4); isIPv4)
        return {0, (quint64(0xffff) << 32) | address};
    const Q_IPV6ADDR address = source.toIPv6Address();
    return {qFromBigEndian<quint64>(address.c), 0};
}

template<class Record> class SourceTable
{
public:
    explicit SourceTable(std::size_t sourcesAtMost) : m_atMost(sourcesAtMost) { }

    Record &of(const SourceKey &source) // a new one begins as Record{}
    {
        const auto known = m_places.find(source);
        if (known != m_places.end()) {
            m_latestFirst.splice(m_latestFirst.begin(), m_latestFirst, known->second);
            return known->second->second;
        }
        if (m_places.size() >= m_atMost) {
            m_places.erase(m_latestFirst.back().first);
            m_latestFirst.pop_back();
        }
        m_latestFirst.emplace_front(source, Record{});
        m_places.emplace(source, m_latestFirst.begin());
        return m_latestFirst.front().second;
    }

    const Record *find(const SourceKey &source) const // counts as no word from it
    {
        const auto known = m_places.find(source);
        return known == m_places.end() ? nullptr : &known->second->second;
    }

    void forget(const SourceKey &source)
    {
        if (const auto known = m_places.find(source); known != m_places.end()) {
            m_latestFirst.erase(known->second);
            m_places.erase(known);
        }
    }

    std::size_t size() const { return m_places.size(); }

private:
    struct Hash
    {
        std::size_t operator()(const SourceKey &source) const { return qHashMulti(0, source.network, source.host); }
    };
    using Records = std::list<std::pair<SourceKey, Record>>;

    std::size_t m_atMost;
    Records m_latestFirst;
    std::unordered_map<SourceKey, typename Records::iterator, Hash> m_places;
};

} // namespace nightbell
