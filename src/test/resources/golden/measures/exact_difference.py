"""Chan and Zhang's (1999) interval by brute force, for ExactDifferenceTest: every table is scored with Miettinen and
Nurminen's statistic, and the chance of those at least as extreme is maximised over the control arm's risk."""
import numpy as np
from scipy.stats import binom
def scores(n1,n0,D):
    x1,x0=np.meshgrid(np.arange(n1+1.),np.arange(n0+1.),indexing='ij')
    lo=np.full(x1.shape,max(0,-D)); hi=np.full(x1.shape,min(1,1-D))
    for _ in range(70):
        p=(lo+hi)/2; p1=p+D
        with np.errstate(all='ignore'):
            f=np.where(x1>0,x1/p1,0)-np.where(x1<n1,(n1-x1)/(1-p1),0)+np.where(x0>0,x0/p,0)-np.where(x0<n0,(n0-x0)/(1-p),0)
        lo=np.where(f>0,p,lo); hi=np.where(f>0,hi,p)
    p=(lo+hi)/2; p1=p+D; N=n1+n0
    v=(np.maximum(0,p1*(1-p1))/n1+np.maximum(0,p*(1-p))/n0)*N/(N-1)
    d=x1/n1-x0/n0-D
    return np.where(np.abs(d)<1e-13,0,d/np.sqrt(np.maximum(v,1e-30)))
def lower(a,n1,b,n0):
    def tail(D):
        T=scores(n1,n0,D); I=(T>=T[a,b]-1e-8).astype(float)
        g=lambda ps: np.einsum('ki,ij,kj->k',binom.pmf(np.arange(n1+1)[None,:],n1,np.clip(ps+D,0,1)[:,None]),I,binom.pmf(np.arange(n0+1)[None,:],n0,ps[:,None]))
        ps=np.linspace(max(0,-D),min(1,1-D),801); v=g(ps); k=v.argmax()
        ps=np.linspace(ps[max(0,k-1)],ps[min(800,k+1)],401); return max(v.max(),g(ps).max())
    d=a/n1-b/n0; prev=-1
    for D in np.linspace(-1,d,81)[1:]:
        if tail(D)>.025: break
        prev=D
    lo,hi=prev,D
    while hi-lo>1e-8:
        m=(lo+hi)/2
        if tail(m)>.025: hi=m
        else: lo=m
    return lo
for a,n1,b,n0 in [(5,30,0,20),(2,12,1,13),(9,10,3,10),(7,34,12,34)]:
    print(a,n1,b,n0,"%.9f %.9f"%(lower(a,n1,b,n0),-lower(b,n0,a,n1)),flush=True)
