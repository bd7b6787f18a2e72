// What the engine's thread makes for the sound thread, and frees again: the sound thread only links and unlinks it.
#pragma once

#include <atomic>

namespace nightbell {

class Parcel
{
public:
    Parcel() = default;
    Parcel(const Parcel &) = delete;
    Parcel &operator=(const Parcel &) = delete;
    virtual ~Parcel() = default;

    Parcel *next = nullptr;
};

class SpentParcels // the sound thread puts, the engine's thread frees
{
public:
    SpentParcels() = default;
    SpentParcels(const SpentParcels &) = delete;
    SpentParcels &operator=(const SpentParcels &) = delete;
    ~SpentParcels() { freeAll(); }

    void put(Parcel *parcel)
    {
        parcel->next = m_top.load(std::memory_order_relaxed);
        while (!m_top.compare_exchange_weak(parcel->next, parcel, std::memory_order_release,
                                            std::memory_order_relaxed)) { }
    }

    void freeAll()
    {
        for (Parcel *parcel = m_top.exchange(nullptr, std::memory_order_acquire); parcel;) {
            Parcel *following = parcel->next;
            delete parcel;
            parcel = following;
        }
    }

private:
    std::atomic<Parcel *> m_top = nullptr;
};

} // namespace nightbell
