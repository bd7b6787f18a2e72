#include "speech/decoder_shelf.h"

#include <pthread.h>

namespace nightbell {

DecoderShelf::DecoderShelf(std::shared_ptr<const HearingSet> set, std::size_t spare, Changed changed)
    : m_set(std::move(set))
    , m_spare(spare)
    , m_changed(std::move(changed))
    , m_thread([this](const std::stop_token &stopped) { run(stopped); })
{ }

DecoderShelf::~DecoderShelf() = default;

std::unique_ptr<DecoderPair> DecoderShelf::take()
{
    const std::lock_guard locked(m_lock);
    m_wanted.notify_one();
    if (m_pairs.empty())
        return {};
    auto pair = std::move(m_pairs.back());
    m_pairs.pop_back();
    return pair;
}

void DecoderShelf::giveBack(std::unique_ptr<DecoderPair> pair)
{
    const std::lock_guard locked(m_lock);
    if (pair && pair->set == m_set && m_pairs.size() < m_spare)
        m_pairs.push_back(std::move(pair));
}

void DecoderShelf::learn(std::shared_ptr<const HearingSet> set)
{
    const std::lock_guard locked(m_lock);
    m_set = std::move(set);
    m_pairs.clear();
    m_trouble.reset();
    m_wanted.notify_one();
}

std::optional<Problem> DecoderShelf::trouble() const
{
    const std::lock_guard locked(m_lock);
    return m_trouble;
}

std::size_t DecoderShelf::ready() const
{
    const std::lock_guard locked(m_lock);
    return m_pairs.size();
}

// After trouble none is tried until other words are learned: what failed once fails again.
void DecoderShelf::run(const std::stop_token &stopped)
{
    ::pthread_setname_np(::pthread_self(), "decoders");
    std::unique_lock locked(m_lock);
    const auto wanted = [this] { return m_pairs.size() < m_spare && !m_trouble; };
    while (m_wanted.wait(locked, stopped, wanted) && !stopped.stop_requested()) {
        const auto set = m_set;
        locked.unlock();
        auto made = DecoderPair::make(set);
        locked.lock();
        if (set != m_set)
            continue;
        if (made)
            m_pairs.push_back(std::move(made).value());
        else
            m_trouble = made.problem();
        locked.unlock();
        m_changed();
        locked.lock();
    }
}

} // namespace nightbell
