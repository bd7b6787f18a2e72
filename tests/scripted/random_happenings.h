// Happenings of every kind with random fields, drawn from small pools so that they meet each other. One seed gives
// one sequence, on every machine.
#pragma once

#include "call/happenings.h"
#include "instant.h"

#include <random>

namespace nightbell {

class RandomHappenings
{
public:
    explicit RandomHappenings(quint64 seed) : m_random(seed) { }

    static constexpr int kinds = int(std::variant_size_v<Happening>);
    Happening next() { return ofKind(1 + below(kinds - 1)); }
    Happening ofKind(int index); // of the variant; 0 is the unrecognised one
    int below(int limit) { return int(m_random() % quint64(limit)); }

    int nearTurn = 1; // turns and sentences are drawn around these
    int nearSentence = 1;
    Instant now = instantFromMs(1'760'000'000'000);

private:
    template<class What> What one();
    void fill(const char *, bool &value) { value = below(2); }
    void fill(const char *field, int &value);
    void fill(const char *, qint64 &value);
    void fill(const char *, double &value) { value = below(1001) / 1000.0; }
    void fill(const char *, QString &value) { value = word(); }
    void fill(const char *, PrivateText &value) { value = PrivateText(word()); }
    void fill(const char *, PrivateFacts &facts);
    template<class Tag> void fill(const char *, Id<Tag> &id);
    template<class E>
    requires std::is_enum_v<E>
    void fill(const char *, E &value)
    {
        value = EnumNames<E>::table[std::size_t(below(int(EnumNames<E>::table.size())))].first;
    }
    QString word();

    std::mt19937_64 m_random;
};

} // namespace nightbell
