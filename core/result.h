// Expected problems are values: a kind that code may act on, and a detail for the log.
// The window words the kind for people; a detail never holds a patient's words, name or number.
#pragma once

#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace nightbell {

struct Problem
{
    enum class Kind {
        Invalid, // what was given is wrong; the detail names the field or place
        NotFound,
        Refused,     // not allowed, or not now
        Unreachable, // a server, device or file cannot be reached; trying again may help
        TimedOut,
        Full,    // a limit or the disk is reached
        Damaged, // stored bytes are not what was written
        Locked,  // somebody else holds it, or a keychain is locked
        Stale,   // another engine took over: the act came with an old epoch
        Newer,   // written by a newer version of the program
        InDoubt, // the link broke while committing: it may or may not have happened
    };
    Kind kind = Kind::Invalid;
    QString detail;

    bool operator==(const Problem &) const = default;
};

template<class T = void> class [[nodiscard]] Result
{
public:
    Result(T value) : m_held(std::in_place_index<0>, std::move(value)) { }
    Result(Problem problem) : m_held(std::in_place_index<1>, std::move(problem)) { }

    bool ok() const { return m_held.index() == 0; }
    explicit operator bool() const { return ok(); }
    const T &value() const &
    {
        Q_ASSERT(ok());
        return std::get<0>(m_held);
    }
    T &value() &
    {
        Q_ASSERT(ok());
        return std::get<0>(m_held);
    }
    T &&value() &&
    {
        Q_ASSERT(ok());
        return std::get<0>(std::move(m_held));
    }
    const Problem &problem() const
    {
        Q_ASSERT(!ok());
        return std::get<1>(m_held);
    }

private:
    std::variant<T, Problem> m_held;
};

template<> class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Problem problem) : m_problem(std::move(problem)) { }

    bool ok() const { return !m_problem; }
    explicit operator bool() const { return ok(); }
    const Problem &problem() const
    {
        Q_ASSERT(!ok());
        return *m_problem;
    }

private:
    std::optional<Problem> m_problem;
};

} // namespace nightbell
